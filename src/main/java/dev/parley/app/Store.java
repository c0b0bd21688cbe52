package dev.parley.app;

import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.DatabaseClock;
import dev.parley.postgres.embedded.EmbeddedPostgres;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The database of a server, its own or somebody's. */
record Store(
    @Nullable EmbeddedPostgres embedded,
    DatabaseAddress address,
    Database database,
    DatabaseClock clock)
    implements AutoCloseable {

  static Store open(Settings settings, Consumer<String> progress) {
    var storage = settings.storage();
    if (storage.databaseUrl() != null) {
      return open(null, DatabaseAddress.parse(storage.databaseUrl()), storage.connections());
    }
    var embedded = EmbeddedPostgres.start(settings.dataDirectory(), progress);
    try {
      var address = new DatabaseAddress(embedded.jdbcUrl(), embedded.user(), embedded.password());
      return open(embedded, address, storage.connections());
    } catch (RuntimeException failed) {
      embedded.close();
      throw failed;
    }
  }

  private static Store open(
      @Nullable EmbeddedPostgres embedded, DatabaseAddress address, int connections) {
    var database = Database.open(address, connections);
    return new Store(embedded, address, database, new DatabaseClock(database));
  }

  /** Whether no other server can be on this database. */
  boolean isEmbedded() {
    return embedded != null;
  }

  @Override
  public void close() {
    database.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
