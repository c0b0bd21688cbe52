-- Drawn in the package documentation of dev.parley.postgres.

-- what a user has set, sealed as a whole
create table profile (
  owner      uuid primary key,
  sealed     bytea not null,
  updated    timestamptz not null
);

-- since when an account is closed; its row stays a little longer than anybody remembers it
alter table account add column closed timestamptz;
create index account_closed on account (closed) where closed is not null;
