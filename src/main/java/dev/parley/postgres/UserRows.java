package dev.parley.postgres;

import dev.parley.id.UserId;
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
            .createQuery("select * from account where id = :id")
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
                select * from account where kind = 'PERSON' and lower(name) = lower(:name)
                """)
            .bind("name", name)
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
                where kind = 'PERSON' and lower(name) > lower(:after)
                order by lower(name) limit :limit
                """)
            .bind("after", after == null ? "" : after)
            .bind("limit", limit)
            .map((row, _) -> IdentityRows.user(row))
            .list());
  }

  @Override
  public boolean add(User person, String passwordHash) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    insert into account (id, kind, name, admin, password, created)
                    values (:id, :kind, :name, :admin, :password, :created)
                    on conflict (lower(name)) where kind = 'PERSON' do nothing
                    """)
                .bind("id", person.id().value())
                .bind("kind", person.kind())
                .bind("name", person.name())
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
            .createUpdate("update account set password = :password where id = :id")
            .bind("id", id.value())
            .bind("password", passwordHash)
            .execute());
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
}
