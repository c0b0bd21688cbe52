package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.IdentityLinks;
import dev.parley.identity.OpenIdProvider.Subject;
import dev.parley.identity.User;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Table {@code identity_link}. */
record IdentityLinkRows(Jdbi jdbi) implements IdentityLinks {
  @Override
  public Optional<User> find(Subject subject) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select a.* from identity_link l join account a on a.id = l.owner
                where l.issuer = :issuer and l.subject = :subject and a.closed is null
                """)
            .bind("issuer", subject.issuer())
            .bind("subject", subject.id())
            .map((row, _) -> IdentityRows.user(row))
            .findOne());
  }

  @Override
  public void add(Subject subject, UserId owner, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into identity_link (issuer, subject, owner, created)
                values (:issuer, :subject, :owner, :now) on conflict do nothing
                """)
            .bind("issuer", subject.issuer())
            .bind("subject", subject.id())
            .bind("owner", owner.value())
            .bind("now", now)
            .execute());
  }
}
