package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.ClosedAccount;
import dev.parley.identity.User;
import dev.parley.identity.Users;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Table {@code account}. */
record UserRows(Jdbi jdbi) implements Users {
  @Override
  public Optional<User> find(UserId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from account where id = :id and closed is null")
            .bind("id", id.value())
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  @Override
  public Optional<User> person(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from account
                where kind = 'PERSON' and closed is null and lower(name) = lower(:name)
                """)
            .bind("name", name)
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  @Override
  public Optional<User> byEmail(String email) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from account where lower(email) = lower(:email) and closed is null")
            .bind("email", email)
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  @Override
  public List<User> persons(@Nullable String after, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from account
                where kind = 'PERSON' and closed is null and lower(name) > lower(:after)
                order by lower(name) limit :limit
                """)
            .bind("after", after == null ? "" : after)
            .bind("limit", limit)
            .map((row, _) -> IdentityRows.user(row))
            .list());
  }

  @Override
  public boolean add(User person, @Nullable String passwordHash) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    insert into account (id, kind, name, email, admin, password, created)
                    values (:id, :kind, :name, :email, :admin, :password, :created)
                    on conflict do nothing
                    """)
                .bind("id", person.id().value())
                .bind("kind", person.kind())
                .bind("name", person.name())
                .bind("email", person.email())
                .bind("admin", person.admin())
                .bind("password", passwordHash)
                .bind("created", person.created())
                .execute()
            == 1);
  }

  @Override
  public boolean rename(UserId id, String name) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    update account set name = :name
                    where id = :id and not exists (
                      select from account other
                      where other.kind = 'PERSON' and lower(other.name) = lower(:name)
                        and other.id <> :id)
                    """)
                .bind("id", id.value())
                .bind("name", name)
                .execute()
            == 1);
  }

  @Override
  public Optional<String> passwordHash(UserId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select password from account where id = :id and password is not null")
            .bind("id", id.value())
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void setPasswordHash(UserId id, String passwordHash) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                with ended as (delete from sign_in where owner = :id)
                update account set password = :password where id = :id
                """)
            .bind("id", id.value())
            .bind("password", passwordHash)
            .execute());
  }

  @Override
  public boolean setEmail(UserId id, @Nullable String email) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    update account set email = :email
                    where id = :id and not exists (
                      select from account other
                      where lower(other.email) = lower(:email) and other.id <> :id)
                    """)
                .bind("id", id.value())
                .bind("email", email)
                .execute()
            == 1);
  }

  @Override
  public void setDisabled(UserId id, @Nullable Instant since) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("update account set disabled = :since where id = :id")
            .bind("id", id.value())
            .bind("since", since)
            .execute());
  }

  @Override
  public int administrators() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select count(*) from account where admin and disabled is null")
            .mapTo(int.class)
            .one());
  }

  @Override
  public boolean close(UserId person, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createQuery(
                    """
                    with gone as (
                      update account set closed = :now, disabled = coalesce(disabled, :now),
                        name = cast(id as text), email = null, password = null, admin = false
                      where id = :id and kind = 'PERSON' and closed is null
                      returning id
                    ), keys as (
                      update user_key set revoked = :now
                      where owner in (select id from gone) and revoked is null
                    ), links as (
                      delete from identity_link where owner in (select id from gone)
                    ), tokens as (
                      update access_token set revoked = :now
                      where owner in (select id from gone) and revoked is null
                    )
                    select count(*) from gone
                    """)
                .bind("id", person.value())
                .bind("now", now)
                .mapTo(int.class)
                .one()
            == 1);
  }

  @Override
  public List<ClosedAccount> closed(int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select id, closed from account where closed is not null
                order by closed limit :limit
                """)
            .bind("limit", limit)
            .map((row, _) ->
                new ClosedAccount(new UserId(Rows.uuid(row, "id")), Rows.instant(row, "closed")))
            .list());
  }

  /** One statement after the other, since each refers to the account. */
  @Override
  public void remove(UserId closed) {
    jdbi.useTransaction(handle -> {
      for (var sql :
          List.of(
              "delete from user_key where owner = :id",
              "delete from access_token where owner = :id",
              "delete from storage where owner = :id and used = 0",
              "delete from account where id = :id and closed is not null")) {
        int _ = handle.createUpdate(sql).bind("id", closed.value()).execute();
      }
    });
  }
}
