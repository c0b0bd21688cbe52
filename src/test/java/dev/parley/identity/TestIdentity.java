package dev.parley.identity;

import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.ProfileRows;
import dev.parley.postgres.RecentBearers;
import dev.parley.postgres.TestDatabase;
import dev.parley.secret.Sealer;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The identity of one server on a fresh database, with a clock that can be turned. */
public final class TestIdentity implements AutoCloseable {
  public static final String CLIENT = "client:a/b";
  public static final String SECRET = "s+e%c:r/e=t~";

  private final DatabaseAddress address = TestDatabase.fresh();
  private final Database database = Database.open(address, 4);
  private volatile Instant now = Instant.parse("2026-11-02T10:00:00Z");
  public final InstantSource clock = () -> now;
  private final Vault vault =
      new Vault(ServerKey.load("A".repeat(43) + "=", Path.of("unused"), true));
  public final SecretHasher hasher = vault.hasher();
  public final Sealer sealer = vault.sealer();
  public final Passwords passwords = Vault.passwords();
  public final IdentityRows rows = new IdentityRows(database);
  public final RecentBearers recent = new RecentBearers(rows.bearers());
  public final Authenticate authenticate = new Authenticate(hasher, recent, clock);
  public final AuthenticateKey authenticateKey =
      new AuthenticateKey(hasher, recent, new NoteKeyUse(rows.keys(), clock, Runnable::run));
  public final AuthenticateClient clients = new AuthenticateClient(rows.clients(), hasher, clock);
  public final IssueToken issue = new IssueToken(rows.clients(), rows.tokens(), hasher, clock);
  public final ExchangeToken exchange =
      new ExchangeToken(rows.consents(), rows.tokens(), hasher, recent, clock);
  public final AskConsent ask = new AskConsent(rows.clients(), rows.consents(), hasher, clock);
  public final RevokeToken revoke = new RevokeToken(rows.tokens(), hasher, recent, clock);
  public final ManageKeys keys = new ManageKeys(rows.keys(), hasher, recent, clock);
  public final ManageUsers users =
      new ManageUsers(rows.users(), passwords, rows.exclusively(), recent, clock);
  public final ManageClients manageClients =
      new ManageClients(rows.clients(), rows.tokens(), hasher, recent, clock);
  public final Bootstrap bootstrap =
      new Bootstrap(
          new Bootstrap.Stores(
              rows.users(),
              rows.keys(),
              rows.clients(),
              rows.tokens(),
              rows.marks(),
              rows.exclusively()),
          hasher,
          passwords,
          clock);

  public SignIn signIn() {
    return new SignIn(rows.users(), passwords, rows.signIns(), hasher, clock);
  }

  public ProfileRows profiles() {
    return new ProfileRows(database, clock);
  }

  public void turn(Duration by) {
    now = now.plus(by);
  }

  /** Every row of every table, as text. */
  public String dump() throws SQLException {
    var text = new StringBuilder();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (var names =
          statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (var table : tables) {
        try (var rows = statement.executeQuery("select t::text from \"" + table + "\" t")) {
          while (rows.next()) {
            text.append(table).append(' ').append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    database.close();
  }
}
