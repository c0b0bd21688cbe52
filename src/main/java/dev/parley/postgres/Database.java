package dev.parley.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** One pool of connections to a migrated database. */
public final class Database implements AutoCloseable {
  private static final int OLDEST = 15;
  private static final int SCHEMA_WITH_KEY = 2;

  /**
   * Each connection plans a statement once, perhaps while the tables are still empty. All of ours
   * go by an index from a few rows to a few; told so, a plan stays right when the tables have
   * grown. Statements over several keys also name them in an array, for the same reason.
   */
  private static final String BY_INDEX =
      "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    // What is bound to a statement is somebody's text; it has no place in logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /** Connects and migrates; {@link DatabaseFailure} with a remedy when that cannot be done. */
  public static Database open(DatabaseAddress address, int connections) {
    var database = asItIs(address, connections);
    try {
      database.migrate();
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  /** Connects and leaves the schema as it is. */
  public static Database asItIs(DatabaseAddress address, int connections) {
    var database = new Database(connect(address, connections));
    try {
      database.requireVersion(address);
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  /**
   * What a database is found to be.
   *
   * @param text what answers, in words
   * @param schema version of its tables; 0 if there are none of ours
   * @param newest version of the tables of this program
   * @param key fingerprint of the server key it is used with; empty before its first start
   */
  public record Examined(String text, int schema, int newest, Optional<String> key) {}

  /**
   * Connects and changes nothing; {@link DatabaseFailure} with a remedy when it could not be used.
   */
  public static Examined examine(DatabaseAddress address) {
    try (var database = new Database(connect(address, 2))) {
      var text = "PostgreSQL " + database.requireVersion(address) + " at " + address;
      var schema = database.schema();
      int version = schema.version();
      var key =
          version < SCHEMA_WITH_KEY
              ? Optional.<String>empty()
              : new MarkRows(database.jdbi).find(MarkRows.KEY);
      return new Examined(text, version, schema.newest(), key);
    }
  }

  private static HikariDataSource connect(DatabaseAddress address, int connections) {
    var config = new HikariConfig();
    config.setPoolName("parley");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(connections, 4));
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setConnectionInitSql(BY_INDEX);
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "parley");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException unreachable) {
      throw new DatabaseFailure(
          "No connection to the database at "
              + address
              + " ("
              + root(unreachable)
              + "). Check PARLEY_DATABASE_URL and that PostgreSQL is running there.",
          unreachable);
    }
  }

  private static String root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private int requireVersion(DatabaseAddress address) {
    try (var connection = pool.getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new DatabaseFailure(
            "The database at "
                + address
                + " is PostgreSQL "
                + version
                + "; Parley needs "
                + OLDEST
                + " or newer. Upgrade it, or name another in PARLEY_DATABASE_URL.",
            new SQLException("version " + version));
      }
      return version;
    } catch (SQLException unreachable) {
      throw new DatabaseFailure(
          "The database at " + address + " does not answer: " + unreachable.getMessage(),
          unreachable);
    }
  }

  private void migrate() {
    new Schema(pool).migrate();
  }

  Schema schema() {
    return new Schema(pool);
  }

  /** The pool as it is now: in use, free, asked for in vain so far, and how many there may be. */
  public record Connections(int active, int idle, int pending, int most) {}

  public Connections connections() {
    var now = pool.getHikariPoolMXBean();
    return new Connections(
        now.getActiveConnections(),
        now.getIdleConnections(),
        now.getThreadsAwaitingConnection(),
        pool.getMaximumPoolSize());
  }

  /** From now on tells how long each was waited for; can be asked for once. */
  public void onConnected(Consumer<Duration> waited) {
    pool.setMetricsTrackerFactory((_, _) ->
        new IMetricsTracker() {
          @Override
          public void recordConnectionAcquiredNanos(long nanos) {
            waited.accept(Duration.ofNanos(nanos));
          }
        });
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    pool.close();
  }
}
