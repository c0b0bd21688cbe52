-- Drawn in the package documentation of dev.parley.postgres.

create table agent (
  rid        text primary key,
  created    timestamptz not null
);

create table agent_version (
  agent      text not null references agent,
  major      int not null,
  minor      int not null,
  hash       text not null,
  spec       json not null,
  created    timestamptz not null,
  primary key (agent, major, minor)
);
create index agent_version_hash on agent_version (agent, hash);

create table function (
  name       text not null,
  version    text not null,
  rid        text not null,
  spec       json not null,
  primary key (name, version)
);

create table session (
  id         uuid primary key,
  owner      uuid not null,
  client     text not null,
  agent      text not null,
  major      int not null,
  minor      int not null,
  title      text not null,
  titled     boolean not null default false,
  messages   int not null default 0,
  created    timestamptz not null,
  updated    timestamptz not null,
  expires    timestamptz not null,
  retention  interval not null
) with (fillfactor = 85);
create index session_of_agent on session (owner, client, agent, updated desc, id);
create index session_expiry on session (expires);

create table node (
  id          uuid primary key,
  url         text,
  lease_until timestamptz not null
);

create table turn (
  id          uuid primary key,
  session     uuid not null references session on delete cascade,
  ordinal     int not null,
  status      text not null,
  node        uuid,
  fence       int not null,
  trace       uuid not null,
  message     uuid,
  earlier     int not null,
  calls       int not null,
  wake        timestamptz,
  input       jsonb not null,
  answer      jsonb,
  problem     jsonb,
  created     timestamptz not null,
  ended       timestamptz,
  unique (session, trace),
  unique (session, ordinal)
) with (fillfactor = 70);
create unique index turn_live on turn (session) where ended is null;

create table step (
  turn        uuid not null references turn on delete cascade,
  no          int not null,
  round       int not null,
  fence       int not null,
  work        jsonb not null,
  outcome     jsonb,
  started     timestamptz not null,
  ended       timestamptz,
  primary key (turn, no)
);

create table event (
  seq         bigint generated always as identity,
  session     uuid not null,
  turn        uuid not null,
  fence       int not null,
  kind        text not null,
  body        jsonb not null,
  at          timestamptz not null,
  primary key (session, seq)
);
