package dev.parley.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data directory for all: only the first start makes a database. */
class EmbeddedPostgresTest {
  @TempDir static Path data;

  @BeforeAll
  static void startsForTheFirstTime() throws Exception {
    var told = new ArrayList<String>();
    var begin = System.nanoTime();
    try (var postgres = EmbeddedPostgres.start(data, told::add)) {
      System.err.println("first " + Duration.ofNanos(System.nanoTime() - begin));
      assertThat(postgres.firstStart()).isTrue();
      assertThat(told).hasSize(2);
      run(postgres, "CREATE TABLE kept (text text)");
      run(postgres, "INSERT INTO kept VALUES ('from the first start')");
      begin = System.nanoTime();
    }
    System.err.println("close " + Duration.ofNanos(System.nanoTime() - begin));
  }

  @Test
  void keepsItsDataOverAStart() throws Exception {
    var begin = System.nanoTime();
    try (var postgres = start()) {
      System.err.println("second " + Duration.ofNanos(System.nanoTime() - begin));
      assertThat(postgres.firstStart()).isFalse();
      assertThat(ask(postgres, "SELECT text FROM kept LIMIT 1")).isEqualTo("from the first start");
    }
  }

  @Test
  void endsWithItsServer() {
    var postgres = start();
    var pid = pid();
    postgres.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(postgres.running()).isFalse();
  }

  static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data, told -> {});
  }

  static long pid() {
    try {
      return PostmasterFile.of(Folder.in(data)).orElseThrow().pid();
    } catch (java.io.IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
