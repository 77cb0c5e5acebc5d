-- Who has seen which case, and when. Beside the case's stream and not in it: it is kept for a time of its own, and deleted then.
create schema reading;

create table reading.openings (
    tenant_id varchar     not null,
    case_id   uuid        not null,
    person_id uuid        not null,
    kind      varchar     not null,
    at        timestamptz not null
);

create index ix_openings_case on reading.openings (tenant_id, case_id, at desc);
create index ix_openings_person on reading.openings (tenant_id, person_id, at desc);

-- What data protection officers are told. Names no case.
create table reading.alerts (
    id        uuid        not null primary key,
    tenant_id varchar     not null,
    kind      varchar     not null,
    person_id uuid        not null,
    cases     int         not null,
    since     timestamptz not null,
    at        timestamptz not null
);

create index ix_alerts_tenant on reading.alerts (tenant_id, at desc);

alter table reading.openings enable row level security;
alter table reading.openings force row level security;
alter table reading.alerts enable row level security;
alter table reading.alerts force row level security;
create policy tenant on reading.openings using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
create policy tenant on reading.alerts using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
