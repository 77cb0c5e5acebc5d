-- The key of a scope can be renewed: what stays is sealed anew, and the key before is destroyed.
alter table sealing.keys add column generation int not null default 1;

drop index sealing.ux_keys_scope;

-- The last one stands for ever: what was erased is never written under a new key as if nothing had been.
create unique index ux_keys_scope on sealing.keys (tenant_id, kind, scope_id, generation);

-- What stayed when a key was renewed, under the new one: read in place of what lies in the events.
create table sealing.kept (
    tenant_id varchar not null,
    kind      varchar not null,
    scope_id  uuid    not null,
    stream_id uuid    not null,
    field     varchar not null,
    key_id    uuid    not null,
    box       bytea   not null,
    constraint pk_kept primary key (tenant_id, kind, scope_id, stream_id, field)
);

alter table sealing.kept enable row level security;
alter table sealing.kept force row level security;
create policy tenant on sealing.kept using (visible_tenant(tenant_id)) with check (visible_tenant(tenant_id));
