package dev.parley.postgres;

import dev.parley.id.ClientId;
import dev.parley.identity.Bearer;
import dev.parley.identity.Bearers;
import dev.parley.identity.SecretHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Who holds a key or token: both tables and the user in one query, by unique indexes. */
record BearerRows(Jdbi jdbi) implements Bearers {
  @Override
  public Optional<Bearer> find(SecretHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select account.*, held.client, held.scopes, held.expires, held.revoked
                from (
                  select owner, '' as client, cast(null as text) as scopes,
                         cast(null as timestamptz) as expires, revoked
                  from user_key where hash = :hash
                  union all
                  select owner, client, scopes, expires, revoked
                  from access_token where hash = :hash) held
                join account on account.id = held.owner
                """)
            .bind("hash", hash.value())
            .map((row, _) -> bearer(row))
            .findOne());
  }

  private static Bearer bearer(ResultSet row) throws SQLException {
    var scopes = row.getString("scopes");
    return new Bearer(
        IdentityRows.user(row),
        new ClientId(row.getString("client")),
        scopes == null ? null : Set.copyOf(IdentityRows.words(scopes)),
        IdentityRows.instantOrNull(row, "expires"),
        IdentityRows.instantOrNull(row, "revoked"));
  }
}
