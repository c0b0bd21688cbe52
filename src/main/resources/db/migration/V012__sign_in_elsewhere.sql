-- Drawn in the package documentation of dev.parley.postgres.

-- what an administrator, or a provider that is believed, says is a person's address
alter table account add column email text;
create unique index account_email on account (lower(email)) where email is not null;

-- who a person is at an OpenID provider
create table identity_link (
  issuer     text not null,
  subject    text not null,
  owner      uuid not null references account on delete cascade,
  created    timestamptz not null,
  primary key (issuer, subject)
);
create index identity_link_of_owner on identity_link (owner);
