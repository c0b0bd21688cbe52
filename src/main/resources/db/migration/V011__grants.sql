-- Drawn in the package documentation of dev.parley.postgres.

-- what a user has allowed a client; everything the client has by it hangs on this
create table consent (
  id         uuid primary key,
  owner      uuid not null references account on delete cascade,
  client     text not null references client on delete cascade,
  scopes     text not null,
  created    timestamptz not null,
  revoked    timestamptz
);
create index consent_of_owner on consent (owner);
create index consent_of_client on consent (client);

-- to be exchanged for tokens, once
create table authorization_code (
  hash       text primary key,
  consent    uuid not null references consent on delete cascade,
  redirect   text,
  challenge  text,
  expires    timestamptz not null,
  used       timestamptz
);
create index authorization_code_of_consent on authorization_code (consent);
create index authorization_code_expiry on authorization_code (expires);

create table refresh_token (
  hash       text primary key,
  consent    uuid not null references consent on delete cascade,
  expires    timestamptz not null,
  used       timestamptz
);
create index refresh_token_of_consent on refresh_token (consent);
create index refresh_token_expiry on refresh_token (expires);

alter table access_token add column consent uuid references consent on delete cascade;
create index access_token_of_consent on access_token (consent) where consent is not null;

-- somebody at the sign-in page, by the hash of a cookie
create table sign_in (
  hash       text primary key,
  owner      uuid not null references account on delete cascade,
  expires    timestamptz not null
);
create index sign_in_expiry on sign_in (expires);
create index sign_in_of_owner on sign_in (owner);
