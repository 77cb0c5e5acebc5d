-- What people export of their own: to be fetched once, within a day. Each file is sealed with the key of the case it is about,
-- so that what is erased meanwhile is not fetched, or with the key of the person.
create schema exports;

create table exports.exports (
    id         uuid        not null primary key,
    tenant_id  varchar     not null,
    person_id  uuid        not null,
    parts      varchar[]   not null,
    asked_at   timestamptz not null,
    expires_at timestamptz not null,
    ready_at   timestamptz,
    fetched_at timestamptz
);

create index ix_exports_person on exports.exports (tenant_id, person_id, asked_at desc);

create table exports.files (
    export_id uuid    not null,
    n         int     not null,
    tenant_id varchar not null,
    path      varchar not null,
    key_kind  varchar not null,
    key_scope uuid    not null,
    key_id    uuid    not null,
    box       bytea   not null,
    primary key (export_id, n)
);

alter table exports.exports enable row level security;
alter table exports.exports force row level security;
alter table exports.files enable row level security;
alter table exports.files force row level security;
create policy tenant on exports.exports using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
create policy tenant on exports.files using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
