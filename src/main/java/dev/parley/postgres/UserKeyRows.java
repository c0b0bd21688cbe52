package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.KeyId;
import dev.parley.identity.SecretHash;
import dev.parley.identity.UserKey;
import dev.parley.identity.UserKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code user_key}. */
record UserKeyRows(Jdbi jdbi) implements UserKeys {
  @Override
  public KeyId put(UserKey key, SecretHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                insert into user_key (id, kind, hash, owner, label, hint, created)
                values (:id, :kind, :hash, :owner, :label, :hint, :created)
                on conflict (hash) do update set owner = excluded.owner, revoked = null
                returning id
                """)
            .bind("id", key.id().value())
            .bind("kind", key.kind())
            .bind("hash", hash.value())
            .bind("owner", key.owner().value())
            .bind("label", key.label())
            .bind("hint", key.hint())
            .bind("created", key.created())
            .mapTo(UUID.class)
            .map(KeyId::new)
            .one());
  }

  @Override
  public Optional<UserKey> find(UserId owner, KeyId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from user_key where owner = :owner and id = :id")
            .bind("owner", owner.value())
            .bind("id", id.value())
            .map((row, _) -> key(row))
            .findOne());
  }

  @Override
  public List<UserKey> list(UserId owner, UserKey.Kind kind) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select * from user_key where owner = :owner and kind = :kind
                order by created desc, id
                """)
            .bind("owner", owner.value())
            .bind("kind", kind)
            .map((row, _) -> key(row))
            .list());
  }

  @Override
  public Optional<SecretHash> revoke(UserId owner, KeyId id, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                update user_key set revoked = :now
                where owner = :owner and id = :id and revoked is null
                returning hash
                """)
            .bind("owner", owner.value())
            .bind("id", id.value())
            .bind("now", now)
            .mapTo(String.class)
            .map(SecretHash::new)
            .findOne());
  }

  private static UserKey key(ResultSet row) throws SQLException {
    return new UserKey(
        new KeyId(row.getObject("id", UUID.class)),
        UserKey.Kind.valueOf(row.getString("kind")),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("label"),
        row.getString("hint"),
        Rows.instant(row, "created"),
        IdentityRows.instantOrNull(row, "revoked"));
  }
}
