-- What a person signs in with beside a password, and where they are signed in.

-- A session cookie without its row here is worth nothing.
create table identity.sessions (
    id           uuid        not null primary key,
    account_id   uuid        not null references identity.accounts (id) on delete cascade,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    address      text        not null,
    device       text        not null
);

create index ix_sessions_account on identity.sessions (account_id);

-- One authenticator app an account. The secret is encrypted; last_step is the last 30 seconds whose code was used.
create table identity.second_factors (
    account_id   uuid   not null primary key references identity.accounts (id) on delete cascade,
    secret       text   not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0
);

create table identity.recovery_codes (
    account_id uuid  not null references identity.accounts (id) on delete cascade,
    hash       bytea not null,
    primary key (account_id, hash)
);

-- What a link in a mail proves, once: that whoever follows it reads the mail of that address.
create table identity.mailed_tokens (
    hash       bytea        not null primary key,
    account_id uuid         not null references identity.accounts (id) on delete cascade,
    purpose    text         not null,
    email      varchar(256) not null,
    created_at timestamptz  not null,
    expires_at timestamptz  not null
);

create index ix_mailed_tokens_account on identity.mailed_tokens (account_id);
