package dev.parley.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A statement of every read or every turn: its names parsed once, its values bound to JDBC
 * directly.
 *
 * <p>Jdbi copies its configuration, parses and looks for a way to bind each value at every run; in
 * a profile that was half of what a read cost this room. Everything that is not run thousands of
 * times a second goes through Jdbi.
 */
final class HotSql {
  private static final Pattern NAME = Pattern.compile(":([a-z]+)");

  private final String sql;
  private final List<String> places;

  /** Takes named parameters as Jdbi does; no casts by {@code ::}. */
  HotSql(String named) {
    var names = new ArrayList<String>();
    this.sql =
        NAME.matcher(named)
            .replaceAll(found -> {
              names.add(found.group(1));
              return "?";
            });
    this.places = List.copyOf(names);
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Runs it as a transaction of its own; its rows. */
  <T> List<T> rows(Database database, Consumer<Values> binder, Mapper<T> mapper) {
    try (var connection = database.connection()) {
      return rows(connection, binder, mapper);
    } catch (SQLException failed) {
      throw refused(failed);
    }
  }

  /** Runs it in the transaction of that connection; its rows. */
  <T> List<T> rows(Connection connection, Consumer<Values> binder, Mapper<T> mapper) {
    try (var statement = connection.prepareStatement(sql)) {
      binder.accept(new Values(statement));
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    } catch (SQLException failed) {
      throw refused(failed);
    }
  }

  /** What Jdbi throws too, so that its catchers need not know who ran a statement. */
  private static UnableToExecuteStatementException refused(SQLException cause) {
    return new UnableToExecuteStatementException(String.valueOf(cause.getMessage()), cause, null);
  }

  /** The values of one run, by name. */
  final class Values {
    private final PreparedStatement statement;

    private Values(PreparedStatement statement) {
      this.statement = statement;
    }

    Values bind(String name, @Nullable Object value) {
      boolean known = false;
      try {
        for (int at = 0; at < places.size(); at++) {
          if (places.get(at).equals(name)) {
            known = true;
            set(at + 1, value);
          }
        }
      } catch (SQLException failed) {
        throw refused(failed);
      }
      if (!known) {
        throw new IllegalArgumentException("the statement has no :" + name);
      }
      return this;
    }

    private void set(int place, @Nullable Object value) throws SQLException {
      switch (value) {
        case null -> statement.setNull(place, Types.OTHER);
        case String text -> statement.setString(place, text);
        case Instant instant -> statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
        case UUID[] ids ->
            statement.setArray(place, statement.getConnection().createArrayOf("uuid", ids));
        case String[] texts ->
            statement.setArray(place, statement.getConnection().createArrayOf("text", texts));
        case Enum<?> constant -> statement.setString(place, constant.name());
        case Object other -> statement.setObject(place, other);
      }
    }
  }
}
