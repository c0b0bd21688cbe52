package dev.parley.postgres;

import dev.parley.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A database of its own for each test class, on one server for the whole JVM.
 *
 * <p>That server is our embedded one, or the installed one with {@code
 * -Dparley.test.postgres=installed}.
 */
public final class TestDatabase {
  private static final String KIND = System.getProperty("parley.test.postgres", "embedded");
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Of this JVM alone: the suite runs in several beside one another. */
  private static final Path FOLDER =
      Path.of("target", "test-data", System.getProperty("parley.test.fork", "1")).toAbsolutePath();

  /** Who may make databases, and who owns them. */
  private record Server(DatabaseAddress administrator, DatabaseAddress owner) {
    static final Server RUNNING = start();

    private static Server start() {
      return switch (KIND) {
        case "embedded" -> embedded();
        case "installed" -> installed();
        case String other ->
            throw new IllegalArgumentException("no such parley.test.postgres: " + other);
      };
    }

    private static Server embedded() {
      var postgres = EmbeddedPostgres.start(FOLDER, _ -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      var url = postgres.jdbcUrl().replaceAll("/[^/]*$", "/postgres");
      var server =
          new Server(
              // What made the cluster and what uses it differ in rights and share the password.
              new DatabaseAddress(url, "postgres", postgres.password()),
              new DatabaseAddress(url, postgres.user(), postgres.password()));
      server.dropLeftovers();
      return server;
    }

    private static Server installed() {
      try {
        var address = InstalledPostgres.start(InstalledPostgres.programs().orElseThrow());
        return new Server(address, address);
      } catch (IOException | InterruptedException failed) {
        throw new IllegalStateException(failed);
      }
    }

    /** The files are kept from run to run, since making them takes the longest. */
    private void dropLeftovers() {
      execute(statement -> {
        var leftovers = new ArrayList<String>();
        try (var names =
            statement.executeQuery("select datname from pg_database where datname ~ '^test\\d'")) {
          while (names.next()) {
            leftovers.add(names.getString(1));
          }
        }
        for (var name : leftovers) {
          statement.execute("drop database " + name);
        }
      });
    }

    DatabaseAddress create(String name) {
      execute(statement -> statement.execute("create database " + name + " owner " + owner.user()));
      return new DatabaseAddress(
          owner.jdbcUrl().replaceAll("/[^/]*$", "/" + name), owner.user(), owner.password());
    }

    private interface Work {
      void in(Statement statement) throws SQLException;
    }

    private void execute(Work work) {
      try (var connection =
              DriverManager.getConnection(
                  administrator.jdbcUrl(),
                  Objects.requireNonNull(administrator.user()),
                  administrator.password());
          var statement = connection.createStatement()) {
        work.in(statement);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private TestDatabase() {}

  /** The data directory of our embedded server, which runs once a database was asked for. */
  public static Path folder() {
    return FOLDER;
  }

  /** The address of a fresh, empty database; skips the test where the server asked for is not. */
  public static DatabaseAddress fresh() {
    if (KIND.equals("installed") && InstalledPostgres.programs().isEmpty()) {
      Assumptions.abort("skipped, no PostgreSQL is installed in /usr/lib/postgresql");
    }
    return Server.RUNNING.create("test" + COUNT.incrementAndGet());
  }

  /** A fresh database, migrated and open. */
  public static Database open() {
    return Database.open(fresh(), 8);
  }
}
