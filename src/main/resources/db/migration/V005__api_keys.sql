-- Drawn in the package documentation of dev.parley.postgres.

alter table user_key add column used timestamptz;
