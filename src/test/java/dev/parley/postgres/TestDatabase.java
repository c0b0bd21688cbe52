package dev.parley.postgres;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own for each test class, on one server for the whole JVM. */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final DatabaseAddress ADDRESS = start();

    private static DatabaseAddress start() {
      try {
        return InstalledPostgres.start(InstalledPostgres.programs().orElseThrow());
      } catch (IOException | InterruptedException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private TestDatabase() {}

  /** The address of a fresh, empty database. */
  public static DatabaseAddress fresh() {
    var server = Server.ADDRESS;
    String name = "test" + COUNT.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return new DatabaseAddress(
        server.jdbcUrl().replaceAll("/[^/]*$", "/" + name), server.user(), server.password());
  }

  /** A fresh database, migrated and open. */
  public static Database open() {
    return Database.open(fresh(), 8);
  }
}
