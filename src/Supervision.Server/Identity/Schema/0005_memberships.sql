-- An account may belong to several institutes. accounts.institute_id stays: it is where signing in leads to.
create table identity.memberships (
    account_id   uuid not null references identity.accounts (id) on delete cascade,
    institute_id uuid not null references identity.institutes (id),
    -- Roles from before people had streams of their own; null once they have been moved there, at the next start.
    former_roles text[],
    primary key (account_id, institute_id)
);

create index ix_memberships_institute on identity.memberships (institute_id);

insert into identity.memberships (account_id, institute_id, former_roles) select id, institute_id, roles from identity.accounts;

alter table identity.accounts drop column roles;
