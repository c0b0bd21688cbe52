package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.SecretHash;
import dev.parley.identity.SignIns;
import dev.parley.identity.User;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Table {@code sign_in}. */
record SignInRows(Jdbi jdbi) implements SignIns {
  @Override
  public void add(SecretHash cookie, UserId owner, Instant expires) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into sign_in (hash, owner, expires) values (:hash, :owner, :expires)")
            .bind("hash", cookie.value())
            .bind("owner", owner.value())
            .bind("expires", expires)
            .execute());
  }

  @Override
  public Optional<User> find(SecretHash cookie, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select a.* from sign_in s join account a on a.id = s.owner
                where s.hash = :hash and s.expires > :now
                  and a.closed is null and a.disabled is null
                """)
            .bind("hash", cookie.value())
            .bind("now", now)
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  @Override
  public void remove(SecretHash cookie) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("delete from sign_in where hash = :hash")
            .bind("hash", cookie.value())
            .execute());
  }
}
