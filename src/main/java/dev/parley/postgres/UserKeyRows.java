package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.KeyId;
import dev.parley.identity.KeyPage;
import dev.parley.identity.KeySearch;
import dev.parley.identity.SecretHash;
import dev.parley.identity.UserKey;
import dev.parley.identity.UserKeys;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Table {@code user_key}. */
record UserKeyRows(Jdbi jdbi) implements UserKeys {
  /** The index over owner, kind and time gives them in order; what is searched for is text. */
  private static final String FITTING =
      """
       from user_key
      where owner = :owner and kind = :kind
        and (cast(:live as boolean) is null or (revoked is null) = :live)
        and (position(lower(:text) in lower(label)) > 0
          or position(lower(:text) in lower(hint)) > 0)
      """;

  @Override
  public KeyId put(UserKey key, SecretHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                insert into user_key (id, kind, hash, owner, label, hint, created)
                select :id, :kind, :hash, id, :label, :hint, :created
                from account where id = :owner and closed is null
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
            .findOne()
            .orElseThrow(() -> new ProblemException(new CredentialsRefused(Refusal.REVOKED))));
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
  public KeyPage search(UserId owner, KeySearch search) {
    return jdbi.withHandle(handle -> {
      var page =
          bind(
                  handle.createQuery(
                      "select *"
                          + FITTING
                          + "order by created desc, id limit :limit offset :offset"),
                  owner,
                  search)
              .bind("limit", search.limit())
              .bind("offset", (search.page() - 1L) * search.limit())
              .map((row, _) -> key(row))
              .list();
      long total =
          bind(handle.createQuery("select count(*)" + FITTING), owner, search)
              .mapTo(long.class)
              .one();
      return new KeyPage(page, total);
    });
  }

  private static Query bind(Query query, UserId owner, KeySearch search) {
    return query
        .bind("owner", owner.value())
        .bind("kind", search.kind())
        .bindByType("live", search.live(), Boolean.class)
        .bind("text", search.text());
  }

  @Override
  public Optional<UserKey> rename(UserId owner, UserKey.Kind kind, KeyId id, String label) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                update user_key set label = :label
                where owner = :owner and kind = :kind and id = :id
                returning *
                """)
            .bind("owner", owner.value())
            .bind("kind", kind)
            .bind("id", id.value())
            .bind("label", label)
            .map((row, _) -> key(row))
            .findOne());
  }

  @Override
  public void used(SecretHash hash, Instant at) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update user_key set used = :at where hash = :hash and (used is null or used < :at)
                """)
            .bind("hash", hash.value())
            .bind("at", at)
            .execute());
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
        IdentityRows.instantOrNull(row, "used"),
        IdentityRows.instantOrNull(row, "revoked"));
  }
}
