-- Keys of sealed texts. What unwraps them lies in the vault, outside of the database and of its backups.
create schema sealing;

-- Names this database in the vault, also after a restore.
create table sealing.installation (
    id  uuid not null default gen_random_uuid(),
    one bool not null primary key default true check (one)
);

insert into sealing.installation default values;

create table sealing.keys (
    id           uuid        not null primary key,
    tenant_id    varchar     not null,
    kind         varchar     not null,
    scope_id     uuid        not null,
    -- Which secret of the institute wraps it; null, like the key itself, once it is destroyed.
    epoch        int,
    wrapped      bytea,
    created_at   timestamptz not null,
    destroyed_at timestamptz,
    constraint ck_keys_destroyed check ((wrapped is null) = (destroyed_at is not null) and (wrapped is null) = (epoch is null))
);

-- One for each scope, for ever: what was erased is never written under a new key as if nothing had been.
create unique index ux_keys_scope on sealing.keys (tenant_id, kind, scope_id);

alter table sealing.keys enable row level security;
alter table sealing.keys force row level security;
create policy tenant on sealing.keys using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
