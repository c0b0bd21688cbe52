package dev.parley.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What the database's refusal of a statement means, by its SQLSTATE. */
final class Refusals {
  /** Classes in which a statement is surely undone: its values, constraints, conflicts, limits. */
  private static final Set<String> UNDONE = Set.of("22", "23", "40", "42", "54", "55");

  /** Of class 40, yet whether the statement was completed is not known. */
  private static final String UNKNOWN = "40003";

  private Refusals() {}

  /** Whether the statement surely left nothing behind. */
  static boolean isUndone(RuntimeException refused) {
    String state = state(refused);
    return UNDONE.contains(kind(state)) && !state.equals(UNKNOWN);
  }

  /** Data the database will refuse each time, such as a number beyond its range. */
  static boolean isUnstorable(RuntimeException refused) {
    String kind = kind(state(refused));
    return kind.equals("22") || kind.equals("54");
  }

  private static String kind(String state) {
    return state.isEmpty() ? "" : state.substring(0, 2);
  }

  private static String state(RuntimeException refused) {
    return refused instanceof UnableToExecuteStatementException
            && refused.getCause() instanceof SQLException cause
            && cause.getSQLState() != null
            && cause.getSQLState().length() == 5
        ? cause.getSQLState()
        : "";
  }
}
