-- Drawn in the package documentation of dev.parley.postgres.

-- cookies of a user at one origin, sealed, and how many
create table login (
  owner      uuid not null,
  origin     text not null,
  sealed     bytea not null,
  cookies    int not null,
  created    timestamptz not null,
  updated    timestamptz not null,
  primary key (owner, origin)
);
