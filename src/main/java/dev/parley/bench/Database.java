package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** The PostgreSQL of the measured server, asked for its counters and lent to pgbench. */
public record Database(int port, String password) {
  static final String HOST = "127.0.0.1";

  /** Owns the server's database. */
  static final String USER = "parley";

  /** Where pgbench's tables are, apart from the server's. */
  static final String OF_PGBENCH = "pgbench";

  private static final String OF_SERVER = "parley";
  private static final String ADMINISTRATOR = "postgres";

  /** From the files the embedded PostgreSQL keeps beside its database. */
  static Database of(Path folder) {
    try {
      return new Database(
          Integer.parseInt(Files.readString(folder.resolve("port")).strip()),
          Files.readString(folder.resolve("password")).strip());
    } catch (IOException unreadable) {
      throw new BenchFailure("The database of the measured server is not there", unreadable);
    }
  }

  /** An empty database for pgbench. */
  void makeRoomForPgBench() {
    try (var connection = connect("postgres", ADMINISTRATOR);
        var statement = connection.createStatement()) {
      statement.execute("create database " + OF_PGBENCH + " owner " + USER);
    } catch (SQLException failed) {
      throw new BenchFailure("No database for pgbench: " + failed.getMessage(), failed);
    }
  }

  /** How many transactions of the whole PostgreSQL have written something. */
  public long writes() {
    return number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  }

  /**
   * How many transactions the server's connections have ended, each one statement or more.
   *
   * <p>An idle connection keeps its latest counts to itself for seconds, and adds them when it
   * ends: so this ends them all. For after the load.
   */
  public long transactionsOnceClosed() {
    String mine =
        " from pg_stat_activity where datname = '" + OF_SERVER + "' and pid <> pg_backend_pid()";
    try (var connection = connect(OF_SERVER, ADMINISTRATOR)) {
      long before = number(connection, "select extract(epoch from clock_timestamp()) * 1000");
      number(connection, "select count(pg_terminate_backend(pid))" + mine);
      String left =
          "select count(*)" + mine + " and extract(epoch from backend_start) * 1000 < " + before;
      while (number(connection, left) > 0) {
        LockSupport.parkNanos(1_000_000);
      }
      return number(
          connection, "select xact_commit from pg_stat_database where datname = 'parley'");
    } catch (SQLException failed) {
      throw new BenchFailure("The database does not tell: " + failed.getMessage(), failed);
    }
  }

  /** As {@link #transactionsOnceClosed}, without what idle connections have not yet told. */
  public long transactions() {
    return number("select xact_commit from pg_stat_database where datname = '" + OF_SERVER + "'");
  }

  /** How many connections to it the server has. */
  long connections() {
    return number(
        "select count(*) from pg_stat_activity where datname = '"
            + OF_SERVER
            + "' and pid <> pg_backend_pid()");
  }

  /** How many rows all tables of the server hold together. */
  long rows() {
    return number(
        """
        select coalesce(sum((xpath('/row/c/text()', query_to_xml(
            format('select count(*) as c from %I.%I', schemaname, tablename),
            false, true, '')))[1]::text::bigint), 0)
        from pg_tables where schemaname = 'public'
        """);
  }

  /** Writes what a bench needs to be there; statements separated by semicolons. */
  void fill(String script) {
    try (var connection = connect(OF_SERVER, ADMINISTRATOR);
        var statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException failed) {
      throw new BenchFailure("The database cannot be filled: " + failed.getMessage(), failed);
    }
  }

  private long number(String sql) {
    try (var connection = connect(OF_SERVER, ADMINISTRATOR)) {
      return number(connection, sql);
    } catch (SQLException failed) {
      throw new BenchFailure("The database does not tell: " + failed.getMessage(), failed);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect(String database, String user) throws SQLException {
    var url = "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    return DriverManager.getConnection(url, user, password);
  }
}
