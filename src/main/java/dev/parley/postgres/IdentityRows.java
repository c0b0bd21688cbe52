package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.identity.AccessTokens;
import dev.parley.identity.Bearers;
import dev.parley.identity.BootstrapMarks;
import dev.parley.identity.Caller;
import dev.parley.identity.Clients;
import dev.parley.identity.Consents;
import dev.parley.identity.Exclusively;
import dev.parley.identity.IdentityLinks;
import dev.parley.identity.SignIns;
import dev.parley.identity.User;
import dev.parley.identity.UserKeys;
import dev.parley.identity.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Where users, keys, clients and tokens are kept. */
public final class IdentityRows {
  /** Any number, the same on every node. */
  private static final long LOCK = 0x7061726c657931L;

  private final Jdbi jdbi;

  public IdentityRows(Database database) {
    this.jdbi = database.jdbi();
  }

  public Users users() {
    return new UserRows(jdbi);
  }

  public UserKeys keys() {
    return new UserKeyRows(jdbi);
  }

  public Clients clients() {
    return new ClientRows(jdbi);
  }

  public AccessTokens tokens() {
    return new TokenRows(jdbi);
  }

  /** Asks the database each time. */
  public Bearers bearers() {
    return new BearerRows(jdbi);
  }

  public Consents consents() {
    return new ConsentRows(jdbi);
  }

  public SignIns signIns() {
    return new SignInRows(jdbi);
  }

  public IdentityLinks links() {
    return new IdentityLinkRows(jdbi);
  }

  public BootstrapMarks marks() {
    return new MarkRows(jdbi);
  }

  /** Everything a thread does within it is one transaction, since Jdbi gives it one connection. */
  public Exclusively exclusively() {
    return new Exclusively() {
      @Override
      public <T> T run(Supplier<T> changes) {
        return jdbi.inTransaction(handle -> {
          lock(handle);
          return changes.get();
        });
      }
    };
  }

  /** Keeps other starts from beginning on this database until the transaction ends. */
  static void lock(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(?)", LOCK);
  }

  /**
   * Notices a server key that is not the one this database's hashes and seals were made with.
   *
   * @throws dev.parley.secret.KeyRefused with a remedy
   */
  public void requireKey(String fingerprint) {
    new MarkRows(jdbi).requireKey(fingerprint);
  }

  /** Whether this database was used with a server key. */
  public boolean hasKey() {
    return new MarkRows(jdbi).find(MarkRows.KEY).isPresent();
  }

  static User user(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getObject("id", UUID.class)),
        Caller.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("email"),
        row.getBoolean("admin"),
        Rows.instant(row, "created"),
        instantOrNull(row, "disabled"));
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Words separated by spaces, as scopes, grants and URIs are kept. */
  static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
