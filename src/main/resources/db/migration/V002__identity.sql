-- Drawn in the package documentation of dev.parley.postgres.

create table account (
  id         uuid primary key,
  kind       text not null,
  name       text not null,
  admin      boolean not null default false,
  password   text,
  created    timestamptz not null,
  disabled   timestamptz
);
create unique index account_person on account (lower(name)) where kind = 'PERSON';
create unique index account_service on account (name) where kind = 'SERVICE';

create table user_key (
  id         uuid primary key,
  kind       text not null,
  hash       text not null unique,
  owner      uuid not null references account,
  label      text not null,
  hint       text not null,
  created    timestamptz not null,
  revoked    timestamptz
);
create index user_key_of_owner on user_key (owner, kind, created desc, id);

create table client (
  id         text primary key,
  name       text not null,
  secret     text,
  grants     text not null,
  scopes     text not null,
  redirects  text not null,
  created    timestamptz not null
);

create table access_token (
  hash       text primary key,
  owner      uuid not null references account,
  client     text not null,
  scopes     text not null,
  created    timestamptz not null,
  expires    timestamptz not null,
  revoked    timestamptz
);
create index access_token_of_client on access_token (client);
create index access_token_expiry on access_token (expires);

-- facts about this database: which rows are the bootstrap ones, which key hashes them
create table mark (
  what       text primary key,
  id         text not null
);
