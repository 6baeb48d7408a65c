#!/bin/sh
# Runs once in a new database: a user of its own for praktika, who owns the database and is no superuser, for row-level
# security does not bind superusers.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$(cat "$POSTGRES_PASSWORD_FILE")" <<'SQL'
CREATE ROLE praktika LOGIN PASSWORD :'password';
ALTER DATABASE praktika OWNER TO praktika;
ALTER SCHEMA public OWNER TO praktika;
SQL
