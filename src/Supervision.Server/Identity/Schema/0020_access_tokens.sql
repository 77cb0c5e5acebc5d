-- Tokens by which a person's programs come in. The token itself is kept nowhere, only its SHA-256.
create table identity.access_tokens (
    id           uuid        not null primary key,
    account_id   uuid        not null references identity.accounts (id) on delete cascade,
    institute_id uuid        not null references identity.institutes (id),
    name         text        not null,
    scopes       text[]      not null,
    hash         bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create unique index ix_access_tokens_hash on identity.access_tokens (hash);
create index ix_access_tokens_account on identity.access_tokens (account_id);
