-- Drawn in the package documentation of dev.parley.postgres.

-- The check is put off to the commit: sessions are deleted first, then what they own.
create table file (
  id         uuid primary key,
  session    uuid not null references session deferrable initially deferred,
  owner      uuid not null,
  agent      text not null,
  name       text not null,
  blob       text not null,
  bytes      bigint not null,
  media_type text not null,
  sha256     text not null,
  created    timestamptz not null,
  unique (session, name)
);
create index file_of_owner on file (owner, created desc, id);
create unique index file_of_blob on file (blob);

create table deleted_file (
  session    uuid not null references session on delete cascade,
  name       text not null,
  at         timestamptz not null,
  primary key (session, name)
);

create table screenshot (
  session    uuid not null references session deferrable initially deferred,
  round      int not null,
  owner      uuid not null,
  blob       text not null,
  media_type text not null,
  taken      timestamptz not null,
  primary key (session, round)
);

-- bytes of all files of a user; its row is locked by whoever changes them
create table storage (
  owner      uuid primary key,
  used       bigint not null
);

-- blobs that belong to no row, and when they go
create table orphan (
  blob       text primary key,
  due        timestamptz not null
);
create index orphan_due on orphan (due);
