package dev.parley.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables of a database, which are of some version and can be brought to a newer one. */
record Schema(DataSource database) {
  /** Where Flyway notes what was done. */
  static final String HISTORY = "flyway_schema_history";

  private FluentConfiguration configuration() {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        // Migrations this version does not know are a newer Parley's, and not to be ignored.
        .ignoreMigrationPatterns(new String[0])
        .loggers("slf4j");
  }

  /** Of the database; 0 if it has no tables of ours. */
  int version() {
    try {
      var current = configuration().load().info().current();
      return current == null ? 0 : number(current);
    } catch (FlywayException failed) {
      throw unusable(failed);
    }
  }

  /** Of this program. */
  int newest() {
    try {
      return Arrays.stream(configuration().load().info().all())
          .filter(each -> each.getState().isResolved())
          .mapToInt(Schema::number)
          .max()
          .orElseThrow();
    } catch (FlywayException failed) {
      throw unusable(failed);
    }
  }

  private static int number(MigrationInfo migration) {
    return Integer.parseInt(migration.getVersion().getVersion());
  }

  void migrate() {
    migrate(configuration());
  }

  void migrateTo(int version) {
    migrate(configuration().target(Integer.toString(version)));
  }

  private static void migrate(FluentConfiguration configuration) {
    try {
      configuration.load().migrate();
    } catch (FlywayException failed) {
      throw unusable(failed);
    }
  }

  private static DatabaseFailure unusable(FlywayException failed) {
    return new DatabaseFailure(
        "The database could not be brought to this version's schema: "
            + fault(failed)
            + " A database of a newer Parley needs that version; restore a backup to go back.",
        failed);
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

  private static String root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  static DatabaseFailure failed(String doing, SQLException failure) {
    return new DatabaseFailure(doing + " failed: " + failure.getMessage() + ".", failure);
  }
}
