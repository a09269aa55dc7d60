#!/bin/sh
# Makes the two database roles of the application: an owner who migrates, and the app itself.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$PMG_OWNER_PASSWORD" --set app_password="$PMG_APP_PASSWORD" <<'SQL'
CREATE ROLE pmg_app LOGIN PASSWORD :'app_password';
CREATE ROLE pmg_owner LOGIN PASSWORD :'owner_password' IN ROLE pmg_app;
CREATE DATABASE pmg OWNER pmg_owner;
SQL
