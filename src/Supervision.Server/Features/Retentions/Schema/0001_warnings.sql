-- That something will be erased because it has been kept long enough, and that those concerned were told. Names no title and no person's words.
create schema retention;

-- Given once for each time that something would go, whichever node gives it.
create table retention.warnings (
    tenant_id varchar     not null,
    case_id   uuid        not null,
    -- When its time is over by the settings; another time is another warning.
    due_at    timestamptz not null,
    days      int         not null,
    -- Not before this; later than due_at where the warning came late.
    goes_at   timestamptz not null,
    at        timestamptz not null,
    primary key (tenant_id, case_id, due_at, days)
);

-- Letters about warnings that have not been sent yet.
create table retention.letters (
    id         uuid        not null primary key,
    tenant_id  varchar     not null,
    person_id  uuid        not null,
    as_officer bool        not null,
    case_id    uuid        not null,
    due_at     timestamptz not null,
    goes_at    timestamptz not null,
    tries      int         not null default 0
);

create index ix_letters_person on retention.letters (tenant_id, person_id);

alter table retention.warnings enable row level security;
alter table retention.warnings force row level security;
alter table retention.letters enable row level security;
alter table retention.letters force row level security;
create policy tenant on retention.warnings using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
create policy tenant on retention.letters using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
