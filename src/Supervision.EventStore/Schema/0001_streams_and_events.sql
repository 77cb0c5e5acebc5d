-- Marten's layout for UUID streams with conjoined tenancy, so that Marten can be pointed at the same tables.
-- Our own addition to it: transaction_id, which makes gap-free reading possible (see Reading/LogPosition.cs).
create table mt_streams (
    tenant_id   varchar     not null default '*DEFAULT*',
    id          uuid        not null,
    type        varchar,
    version     bigint,
    timestamp   timestamptz not null default now(),
    created     timestamptz not null default now(),
    is_archived bool        default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
) with (fillfactor = 80);

create sequence mt_events_sequence;

create table mt_events (
    seq_id         bigint       not null default nextval('mt_events_sequence'),
    id             uuid         not null,
    stream_id      uuid,
    version        bigint       not null,
    data           jsonb        not null,
    bdata          bytea,
    type           varchar(500) not null,
    timestamp      timestamptz  not null default now(),
    tenant_id      varchar      default '*DEFAULT*',
    mt_dotnet_type varchar,
    is_archived    bool         default false,
    transaction_id xid8         not null default pg_current_xact_id(),
    constraint pkey_mt_events_seq_id primary key (seq_id),
    constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id) on delete cascade
);

alter sequence mt_events_sequence owned by mt_events.seq_id;

create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);
-- An event id is stored once: what makes an append repeatable.
create unique index ix_mt_events_tenant_and_id on mt_events (tenant_id, id);
create index ix_mt_events_transaction on mt_events (transaction_id, seq_id);

create table mt_event_progression (
    name           varchar     not null primary key,
    last_seq_id    bigint,
    last_updated   timestamptz default now(),
    -- The window that last_seq_id counts in: see Reading/LogPosition.cs.
    horizon        xid8        not null default '0',
    upper          xid8        not null default '0',
    -- Which of two builds this row belongs to, and the event that stopped it, if one did.
    stopped_at     bigint,
    stopped_reason varchar
);

-- Which build of a projection is read, and which is being made beside it.
create table projection_builds (
    name     varchar not null primary key,
    active   int     not null default 1,
    building int
);

-- What projections write: one document by kind, build and id.
create table documents (
    tenant_id varchar     not null,
    kind      varchar     not null,
    build     int         not null default 1,
    id        uuid        not null,
    version   bigint      not null,
    data      jsonb       not null,
    modified  timestamptz not null default now(),
    primary key (tenant_id, kind, build, id)
);

-- The second wall behind the one in the code: a transaction sees the tenants it has named, and no others.
-- '*' names all of them; only whoever follows the log of the whole store says it.
create function visible_tenant(tenant varchar) returns bool language sql stable parallel safe as $$
    select tenant = any (nullif(current_setting('supervision.tenants', true), '')::varchar[])
        or current_setting('supervision.tenants', true) = '{*}'
$$;

alter table mt_streams enable row level security;
alter table mt_streams force row level security;
alter table mt_events enable row level security;
alter table mt_events force row level security;
alter table documents enable row level security;
alter table documents force row level security;
create policy tenant on mt_streams using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
create policy tenant on mt_events using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
create policy tenant on documents using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
