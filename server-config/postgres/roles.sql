-- The two roles of the database, and the database. Run once as a superuser:
--
--   psql -v owner_password=… -v app_password=… -f roles.sql
--
-- The owner migrates the schema and keeps the batch jobs' tables. The application works as heliograph_app, which owns
-- nothing and therefore obeys row-level security; what it may do in each table is granted by the migrations.
create role heliograph login password :'owner_password';
create role heliograph_app login password :'app_password';
create database heliograph owner heliograph;
