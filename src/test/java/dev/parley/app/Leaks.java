package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.postgres.DatabaseAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;

/**
 * Looks for secrets wherever they may have gone: rows, log, files, what a model was told.
 *
 * @param forms the ways in which the secrets may be written
 */
@NullMarked
record Leaks(List<String> forms) {
  /** Of secrets in these spellings, and in the one in which bytes are printed. */
  static Leaks of(String... spellings) {
    return new Leaks(
        Stream.of(spellings).flatMap(each -> Stream.of(each, hex(each))).distinct().toList());
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  void assertNoneIn(String what, String text) {
    assertThat(text).isNotBlank();
    for (var form : forms) {
      assertThat(text.contains(form)).as(form + " in " + what + around(text, form)).isFalse();
    }
  }

  private static String around(String text, String form) {
    int at = text.indexOf(form);
    return at < 0 ? "" : ": " + text.substring(Math.max(0, at - 200), at + form.length());
  }

  /** Every file of the server, and at least one of them with what stands for a secret. */
  void assertNoneInFiles(TestServer server, String placeholder) throws Exception {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(server.data())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (var form : forms) {
          assertThat(bytes.contains(form)).as(form + " in " + file).isFalse();
        }
        if (bytes.contains(placeholder)) {
          found.add(file);
        }
      }
    }
    assertThat(found).as("the file that was saved").isNotEmpty();
  }

  /** Every row of every table, as text. */
  static String rows(DatabaseAddress address) throws Exception {
    var text = new StringBuilder();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "select quote_ident(table_name) from information_schema.tables"
                  + " where table_schema = 'public'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      assertThat(tables).contains("step", "turn", "web_session", "checkpoint", "event", "login");
      for (var table : tables) {
        try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            text.append(table).append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  /** All that is logged from now on, down to the smallest. */
  static Log listen() {
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    var logger = (Logger) LoggerFactory.getLogger("dev.parley");
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(appender);
    return new Log(appender);
  }

  /** What was logged; until closed it goes nowhere else. */
  record Log(ListAppender<ILoggingEvent> appender) implements AutoCloseable {
    String lines() {
      // under the lock with which it is written
      synchronized (appender) {
        return appender.list.stream()
            .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
            .toList()
            .toString();
      }
    }

    @Override
    public void close() {
      var logger = (Logger) LoggerFactory.getLogger("dev.parley");
      logger.detachAppender(appender);
      logger.setAdditive(true);
      logger.setLevel(null);
    }
  }
}
