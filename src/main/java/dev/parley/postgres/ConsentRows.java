package dev.parley.postgres;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.Consent;
import dev.parley.identity.ConsentId;
import dev.parley.identity.Consents;
import dev.parley.identity.SecretHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tables {@code consent}, {@code authorization_code} and {@code refresh_token}. */
record ConsentRows(Jdbi jdbi) implements Consents {
  /** Of people who may still be acted for. */
  private static final String ALIVE =
      """
       join account a on a.id = c.owner
      where c.revoked is null and a.closed is null and a.disabled is null
      """;

  @Override
  public void add(Consent consent, Code code, Instant now) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into consent (id, owner, client, scopes, created)
              values (:id, :owner, :client, :scopes, :now)
              """)
          .bind("id", consent.id().value())
          .bind("owner", consent.owner().value())
          .bind("client", consent.client().value())
          .bind("scopes", String.join(" ", consent.scopes()))
          .bind("now", now)
          .execute();
      handle
          .createUpdate(
              """
              insert into authorization_code (hash, consent, redirect, challenge, expires)
              values (:hash, :consent, :redirect, :challenge, :expires)
              """)
          .bind("hash", code.hash().value())
          .bind("consent", consent.id().value())
          .bind("redirect", code.redirect())
          .bind("challenge", code.challenge())
          .bind("expires", code.expires())
          .execute();
    });
  }

  @Override
  public Optional<Taken> takeCode(SecretHash code, Instant now) {
    return take("authorization_code", "k.redirect, k.challenge", code, now);
  }

  @Override
  public Optional<Taken> takeRefresh(SecretHash refresh, Instant now) {
    return take("refresh_token", "null as redirect, null as challenge", refresh, now);
  }

  /** Two who come at once are told apart by the lock on the row. */
  private Optional<Taken> take(String table, String more, SecretHash hash, Instant now) {
    return jdbi.inTransaction(handle -> {
      var found =
          handle
              .createQuery(
                  "select c.*, k.expires as over, k.used, %s from %s k join consent c on c.id = k.consent"
                          .formatted(more, table)
                      + ALIVE
                      + " and k.hash = :hash for update of k")
              .bind("hash", hash.value())
              .map((row, _) -> taken(row))
              .findOne();
      if (found.isPresent() && found.get().usedBefore() == null) {
        use(handle, table, hash, now);
      }
      return found;
    });
  }

  private static void use(Handle handle, String table, SecretHash hash, Instant now) {
    handle
        .createUpdate("update " + table + " set used = :now where hash = :hash")
        .bind("now", now)
        .bind("hash", hash.value())
        .execute();
  }

  private static Taken taken(ResultSet row) throws SQLException {
    return new Taken(
        consent(row),
        row.getString("redirect"),
        row.getString("challenge"),
        Rows.instant(row, "over"),
        Rows.maybeInstant(row, "used"));
  }

  private static Consent consent(ResultSet row) throws SQLException {
    return new Consent(
        new ConsentId(Rows.uuid(row, "id")),
        new UserId(Rows.uuid(row, "owner")),
        new ClientId(row.getString("client")),
        Set.copyOf(IdentityRows.words(row.getString("scopes"))));
  }

  @Override
  public Optional<Consent> ofRefresh(SecretHash refresh) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select c.* from refresh_token k join consent c on c.id = k.consent"
                    + ALIVE
                    + " and k.hash = :hash")
            .bind("hash", refresh.value())
            .map((row, _) -> consent(row))
            .findOne());
  }

  @Override
  public void addRefresh(SecretHash refresh, ConsentId consent, Instant expires) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into refresh_token (hash, consent, expires)
                values (:hash, :consent, :expires)
                """)
            .bind("hash", refresh.value())
            .bind("consent", consent.value())
            .bind("expires", expires)
            .execute());
  }

  @Override
  public void revoke(ConsentId consent, Instant now) {
    jdbi.useTransaction(handle -> {
      for (var statement :
          new String[] {
            "update consent set revoked = :now where id = :consent and revoked is null",
            "update access_token set revoked = :now where consent = :consent and revoked is null"
          }) {
        handle.createUpdate(statement).bind("now", now).bind("consent", consent.value()).execute();
      }
    });
  }

  @Override
  public int sweep(Instant before, int limit) {
    return jdbi.withHandle(handle ->
        sweep(handle, "authorization_code", before, limit)
            + sweep(handle, "refresh_token", before, limit)
            + sweep(handle, "sign_in", before, limit)
            + emptied(handle, before, limit));
  }

  private static int sweep(Handle handle, String table, Instant before, int limit) {
    return handle
        .createUpdate(
            """
            delete from %s where hash in (
              select hash from %s where expires < :before
              order by expires limit :limit for update skip locked)
            """
                .formatted(table, table))
        .bind("before", before)
        .bind("limit", limit)
        .execute();
  }

  /** Consents of which nothing is left to be used. */
  private static int emptied(Handle handle, Instant before, int limit) {
    return handle
        .createUpdate(
            """
            delete from consent where id in (
              select c.id from consent c where c.created < :before
                and not exists (select 1 from authorization_code k where k.consent = c.id)
                and not exists (select 1 from refresh_token k where k.consent = c.id)
                and not exists (select 1 from access_token k where k.consent = c.id)
              limit :limit for update skip locked)
            """)
        .bind("before", before)
        .bind("limit", limit)
        .execute();
  }
}
