package dev.parley.app;

import dev.parley.archive.ArchiveFault;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database by its settings, reached by a command beside the server.
 *
 * @param embedded started for this command; absent if something else runs it
 */
record DatabasePlace(@Nullable EmbeddedPostgres embedded, DatabaseAddress address)
    implements AutoCloseable {

  /** Also that of a server that runs. */
  static DatabasePlace shared(Settings settings, Consumer<String> progress) {
    if (settings.storage().databaseUrl() == null) {
      var running = EmbeddedPostgres.running(settings.dataDirectory());
      if (running.isPresent()) {
        var there = running.get();
        var address = new DatabaseAddress(there.jdbcUrl(), there.user(), there.password());
        return new DatabasePlace(null, address);
      }
      if (Files.notExists(settings.dataDirectory().resolve("postgres/cluster"))) {
        throw new ArchiveFault(
            "There is nothing to export: no server has used the data folder "
                + settings.dataDirectory()
                + " yet. Name the right one by PARLEY_DATA_DIR.");
      }
    }
    return alone(settings, progress);
  }

  /** Refused while a server runs on the data directory. */
  static DatabasePlace alone(Settings settings, Consumer<String> progress) {
    var url = settings.storage().databaseUrl();
    if (url != null) {
      return new DatabasePlace(null, DatabaseAddress.parse(url));
    }
    var postgres = EmbeddedPostgres.start(settings.dataDirectory(), progress);
    return new DatabasePlace(
        postgres, new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()));
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
