package dev.parley.postgres;

import dev.parley.id.ClientId;
import dev.parley.identity.AccessToken;
import dev.parley.identity.AccessTokens;
import dev.parley.identity.ConsentId;
import dev.parley.identity.SecretHash;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Table {@code access_token}. */
record TokenRows(Jdbi jdbi) implements AccessTokens {
  @Override
  public void add(AccessToken token, @Nullable ConsentId consent) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into access_token (hash, owner, client, scopes, created, expires, consent)
                values (:hash, :owner, :client, :scopes, :created, :expires,
                  cast(:consent as uuid))
                """)
            .bind("hash", token.hash().value())
            .bind("owner", token.user().value())
            .bind("client", token.client().value())
            .bind("scopes", String.join(" ", token.scopes()))
            .bind("created", token.created())
            .bind("expires", token.expires())
            .bind("consent", consent == null ? null : consent.value())
            .execute());
  }

  @Override
  public boolean revoke(SecretHash hash, ClientId client, Instant now) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    update access_token set revoked = :now
                    where hash = :hash and client = :client and revoked is null
                    """)
                .bind("hash", hash.value())
                .bind("client", client.value())
                .bind("now", now)
                .execute()
            == 1);
  }

  @Override
  public void revokeAll(ClientId client, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update access_token set revoked = :now
                where client = :client and revoked is null
                """)
            .bind("client", client.value())
            .bind("now", now)
            .execute());
  }

  @Override
  public int sweep(Instant expiredBefore, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                delete from access_token where hash in (
                  select hash from access_token where expires < :before
                  order by expires limit :limit for update skip locked)
                """)
            .bind("before", expiredBefore)
            .bind("limit", limit)
            .execute());
  }
}
