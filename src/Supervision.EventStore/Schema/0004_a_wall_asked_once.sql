-- The same wall, asked once for each statement instead of once for each row: as a subquery that depends on no row it is
-- evaluated before the first. It halves the time that reading a long stream takes.
create function visible_tenants() returns varchar[] language sql stable parallel safe as $$
    select nullif(current_setting('supervision.tenants', true), '')::varchar[]
$$;

create function sees_everyone() returns bool language sql stable parallel safe as $$
    select coalesce(current_setting('supervision.tenants', true) = '{*}', false)
$$;

alter policy tenant on mt_streams using (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()))
    with check (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()));
alter policy tenant on mt_events using (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()))
    with check (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()));
alter policy tenant on documents using (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()))
    with check (tenant_id = any ((select visible_tenants())::varchar[]) or (select sees_everyone()));
