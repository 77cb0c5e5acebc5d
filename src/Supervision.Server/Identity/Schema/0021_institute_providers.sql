-- The OpenID provider of an institute, who came in by it, and for how long.
create table identity.institute_providers (
    institute_id     uuid        not null primary key references identity.institutes (id),
    issuer           text        not null,
    client_id        text        not null,
    -- Encrypted with the keys in identity.data_protection_keys.
    protected_secret bytea,
    email_claim      text        not null,
    roles_claim      text,
    roles            jsonb       not null,
    domains          text[]      not null,
    scopes           text[]      not null,
    api_audience     text,
    changed_at       timestamptz not null,
    changed_by       uuid        not null
);

create index ix_institute_providers_issuer on identity.institute_providers (issuer);
create index ix_institute_providers_domains on identity.institute_providers using gin (domains);

create table identity.provider_links (
    institute_id uuid        not null references identity.institutes (id),
    issuer       text        not null,
    subject      text        not null,
    account_id   uuid        not null references identity.accounts (id) on delete cascade,
    linked_at    timestamptz not null,
    primary key (institute_id, issuer, subject)
);

create index ix_provider_links_account on identity.provider_links (account_id);

-- Sessions that began at a provider, so that it can end them.
create table identity.provider_sessions (
    id           uuid        not null primary key,
    institute_id uuid        not null references identity.institutes (id),
    account_id   uuid        not null references identity.accounts (id) on delete cascade,
    issuer       text        not null,
    subject      text        not null,
    sid          text,
    began_at     timestamptz not null,
    ended_at     timestamptz
);

create index ix_provider_sessions_subject on identity.provider_sessions (institute_id, issuer, subject);
create index ix_provider_sessions_sid on identity.provider_sessions (institute_id, issuer, sid);
create index ix_provider_sessions_account on identity.provider_sessions (account_id);

-- Logout tokens that have been used, until they have expired.
create table identity.provider_logout_tokens (
    institute_id uuid        not null references identity.institutes (id),
    issuer       text        not null,
    jti          text        not null,
    expires_at   timestamptz not null,
    primary key (institute_id, issuer, jti)
);
