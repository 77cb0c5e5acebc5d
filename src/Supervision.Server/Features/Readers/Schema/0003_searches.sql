-- Who has looked for what is held about somebody, and why. The alias that was looked for is not kept.
create table reading.searches (
    id        uuid        not null primary key,
    tenant_id varchar     not null,
    person_id uuid        not null,
    reason    text        not null,
    found     int         not null,
    at        timestamptz not null
);

create index ix_searches_tenant on reading.searches (tenant_id, at desc);

alter table reading.searches enable row level security;
alter table reading.searches force row level security;
create policy tenant on reading.searches using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
