-- Drawn in the package documentation of dev.parley.postgres.

alter table turn add column paused boolean not null default false;

-- what was said to a live turn and is not in its journal yet
create table note (
  no         bigint generated always as identity primary key,
  turn       uuid not null references turn on delete cascade,
  body       jsonb not null,
  at         timestamptz not null
);
create index note_of_turn on note (turn, no);

-- a session of the web agent; what was given that is secret is sealed
create table web_session (
  session     uuid primary key references session on delete cascade,
  id          text not null unique,
  owner       uuid not null,
  source      text not null,
  name        text,
  spec        jsonb not null,
  sealed      bytea not null,
  quality     text not null default 'NO_RESPONSE',
  idempotency text,
  started     timestamptz not null,
  updated     timestamptz not null
);
create unique index web_session_idempotency on web_session (owner, idempotency);
create index web_session_of_owner on web_session (owner, started desc, id);

-- what a browser can be opened again with: of each turn the newest, sealed
create table checkpoint (
  turn        uuid primary key references turn on delete cascade,
  sealed      bytea not null,
  at          timestamptz not null
);
