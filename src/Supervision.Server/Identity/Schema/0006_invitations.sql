-- To whom an invitation went. Gone once it is accepted or withdrawn; what became of it stands in its stream.
create table identity.invitations (
    id               uuid         not null primary key,
    institute_id     uuid         not null references identity.institutes (id),
    email            varchar(256) not null,
    normalized_email varchar(256) not null,
    name             text         not null,
    -- SHA-256 of the token, which stands in the letter and nowhere else.
    token_hash       bytea        not null unique
);

create unique index ix_invitations_email on identity.invitations (institute_id, normalized_email);
