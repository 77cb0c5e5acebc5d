#!/bin/sh
# Runs once, in a new database cluster. The server's role owns its database and may follow its log; it is no superuser,
# because row-level security does not bind superusers.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --set password="$SUPERVISION_DATABASE_PASSWORD" <<'SQL'
create role supervision login replication password :'password';
grant set on parameter session_replication_role to supervision;
create database supervision owner supervision;
revoke all on database supervision from public;
SQL
