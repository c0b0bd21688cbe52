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
