package dev.parley.app;

import dev.parley.doctor.Checkup;
import dev.parley.doctor.Finding;
import dev.parley.postgres.Database;
import dev.parley.postgres.Database.Examined;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.DatabaseFailure;
import dev.parley.postgres.embedded.EmbeddedFailure;
import dev.parley.postgres.embedded.EmbeddedPostgres;
import dev.parley.postgres.embedded.EmbeddedTrial;
import dev.parley.secret.KeyRefused;
import dev.parley.vault.ServerKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The database, and the server key that must be the one it is used with.
 *
 * @param faulty whether its address cannot be read, which is told already
 * @param running whether a server runs on the data directory
 */
record DatabaseCheckup(Settings settings, boolean faulty, boolean running) implements Checkup {
  private static final String SUBJECT = "database";

  @Override
  public List<Finding> findings() {
    if (faulty) {
      return List.of(
          Finding.bad(SUBJECT, "not looked for; see PARLEY_DATABASE_URL above"),
          key(Optional.empty()));
    }
    try {
      var there = address().map(Database::examine);
      return List.of(
          there.map(this::found).orElseGet(this::notRunning), key(there.flatMap(Examined::key)));
    } catch (EmbeddedFailure | DatabaseFailure failed) {
      return List.of(
          Finding.bad(SUBJECT, String.valueOf(failed.getMessage())), key(Optional.empty()));
    }
  }

  /** Of what can be asked without a start. */
  private Optional<DatabaseAddress> address() {
    var url = settings.storage().databaseUrl();
    if (url != null) {
      return Optional.of(DatabaseAddress.parse(url));
    }
    return running
        ? EmbeddedPostgres.running(settings.dataDirectory())
            .map(there -> new DatabaseAddress(there.jdbcUrl(), there.user(), there.password()))
        : Optional.empty();
  }

  private Finding notRunning() {
    return Finding.good(
        SUBJECT,
        running
            ? "embedded, in use by the server that runs here"
            : "embedded " + EmbeddedTrial.run(settings.dataDirectory()));
  }

  private Finding found(Examined there) {
    var text =
        settings.storage().databaseUrl() == null
            ? "embedded, in use by the server that runs here"
            : there.text();
    if (there.schema() > there.newest()) {
      return Finding.bad(
          SUBJECT,
          text
              + ": its tables are of a newer Parley. Run that version, or import an archive of"
              + " before into an empty database.");
    }
    return Finding.good(SUBJECT, text + tables(there));
  }

  private static String tables(Examined there) {
    if (there.schema() == 0) {
      return ", empty: the first start makes its tables";
    }
    return there.schema() < there.newest()
        ? ", tables of version %d, which the next start brings to %d"
            .formatted(there.schema(), there.newest())
        : ", tables of version " + there.schema();
  }

  private Finding key(Optional<String> wanted) {
    var subject = "secret key";
    var given = settings.keys().server();
    boolean external = settings.storage().databaseUrl() != null;
    var file = ServerKey.file(settings.dataDirectory());
    boolean used = wanted.isPresent() || Files.exists(cluster());
    if (given == null && !external && Files.notExists(file)) {
      return used
          ? Finding.bad(
              subject,
              "%s is gone, and the database was used with it. Put it back, or set PARLEY_SECRET_KEY;"
                      .formatted(file)
                  + " docs/operations.md says what is lost without it.")
          : Finding.good(subject, "made at the first start, in " + file);
    }
    try {
      var key = ServerKey.load(given, settings.dataDirectory(), external);
      var where = given == null ? "in " + file : "in PARLEY_SECRET_KEY";
      if (wanted.filter(fingerprint -> !fingerprint.equals(key.fingerprint())).isPresent()) {
        return Finding.bad(
            subject, where + ", another one than the database is used with. Put that one back.");
      }
      return Finding.good(subject, where + (wanted.isPresent() ? ", the database's" : ""));
    } catch (KeyRefused refused) {
      return Finding.bad(subject, String.valueOf(refused.getMessage()));
    }
  }

  private Path cluster() {
    return settings.dataDirectory().resolve("postgres/cluster");
  }
}
