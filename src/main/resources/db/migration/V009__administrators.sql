-- The last administrator cannot be disabled; who they are is asked among all people.
create index account_administrator on account (id) where admin;
