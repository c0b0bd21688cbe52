-- Drawn in the package documentation of dev.parley.postgres.

-- one number for every change of any document
create sequence document_revision;

create table document (
  path       text primary key,
  hash       text not null,
  title      text not null,
  body       text not null,
  revision   bigint not null default nextval('document_revision'),
  read       timestamptz not null
);
create index document_by_revision on document (revision);

create table chunk (
  document   text not null references document on delete cascade,
  no         int not null,
  headings   jsonb not null,
  page       int,
  text       text not null,
  hash       text not null,
  primary key (document, no)
);
create index chunk_by_hash on chunk (hash);

-- without a vector: one is wanted; taken: by a node that is at it
create table chunk_vector (
  hash       text not null,
  model      text not null,
  vector     bytea,
  taken      timestamptz,
  primary key (hash, model)
);
create index chunk_vector_wanted on chunk_vector (model, hash) where vector is null;
