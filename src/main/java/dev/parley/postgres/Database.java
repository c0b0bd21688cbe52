package dev.parley.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** One pool of connections to a migrated database. */
public final class Database implements AutoCloseable {
  private static final int OLDEST = 15;

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
    var database = new Database(connect(address, connections));
    try {
      database.requireVersion(address);
      database.migrate();
      return database;
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  /**
   * Connects and changes nothing: what answers, in words; {@link DatabaseFailure} with a remedy
   * when it could not be used.
   */
  public static String examine(DatabaseAddress address) {
    try (var database = new Database(connect(address, 1))) {
      return "PostgreSQL " + database.requireVersion(address) + " at " + address;
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
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:db/migration")
          // Migrations this version does not know are a newer Parley's, and not to be ignored.
          .ignoreMigrationPatterns(new String[0])
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException failed) {
      throw new DatabaseFailure(
          "The database could not be brought to this version's schema: "
              + fault(failed)
              + " A database of a newer Parley needs that version; restore a backup to go back.",
          failed);
    }
  }

  /** The line that says something; the others are Flyway's advice about Flyway. */
  private static String fault(FlywayException failed) {
    var lines = root(failed).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    var fault =
        lines.stream()
            .filter(line -> line.startsWith("Detected"))
            .findFirst()
            .orElse(lines.isEmpty() ? failed.getClass().getSimpleName() : lines.getFirst());
    return fault.endsWith(".") ? fault : fault + ".";
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
