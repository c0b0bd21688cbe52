package dev.parley.app;

import dev.parley.archive.ArchiveFault;
import dev.parley.archive.ArchiveReader;
import dev.parley.archive.Index;
import dev.parley.archive.Index.Manifest;
import dev.parley.archive.MakeArchive;
import dev.parley.archive.TakeIn;
import dev.parley.blob.BlobFailure;
import dev.parley.cli.Archives;
import dev.parley.cli.BlobPlaces;
import dev.parley.file.BlobStock;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseFailure;
import dev.parley.postgres.RestoreRows;
import dev.parley.postgres.SnapshotRows;
import dev.parley.postgres.embedded.EmbeddedFailure;
import dev.parley.secret.KeyRefused;
import dev.parley.secret.Signer;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes archives of what the settings name, and takes them in there. */
record KeepArchives(SettingSource source) implements Archives {
  private static final int CONNECTIONS = 3;

  /** Work that ends in one of the failures that are known. */
  @FunctionalInterface
  private interface Work {
    Outcome run(Settings settings) throws IOException;
  }

  private Outcome told(Work work) {
    try {
      return work.run(ReadSettings.from(source));
    } catch (ArchiveFault
        | BadSettings
        | BlobFailure
        | BlobPlaces.Unusable
        | DatabaseFailure
        | EmbeddedFailure
        | KeyRefused known) {
      throw new Refused(String.valueOf(known.getMessage()), known);
    } catch (NoSuchFileException missing) {
      throw new Refused("There is no " + missing.getMessage() + ".", missing);
    } catch (IOException failed) {
      throw new Refused(
          "This stopped: " + failed + ". Nothing counts of what was done; do it again.", failed);
    }
  }

  @Override
  public Outcome export(Path file, @Nullable String passphrase, Listener listener) {
    return told(settings -> {
      try (var target = NewFile.open(file);
          var place = DatabasePlace.shared(settings, listener::say);
          var database = Database.asItIs(place.address(), CONNECTIONS);
          var snapshot = new SnapshotRows(database);
          var blobs = blobs(settings, snapshot.blobs() == 0)) {
        var key = key(settings, snapshot.key());
        var making = new MakeArchive(snapshot, blobs, listener);
        var manifest =
            manifest(
                snapshot.schema(),
                key.fingerprint(),
                passphrase == null ? null : key.seal(passphrase),
                making.amounts());
        listener.expect(manifest.amounts());
        var end = making.write(target.out(), signer(key), manifest);
        target.keep();
        return outcome(end, underWay(snapshot.turnsUnderWay()));
      }
    });
  }

  private static Manifest manifest(
      int schema, String key, @Nullable String sealedKey, Index.Amounts amounts) {
    var version = KeepArchives.class.getPackage().getImplementationVersion();
    return new Manifest(
        Index.FORMAT,
        UUID.randomUUID().toString(),
        Objects.requireNonNullElse(version, "(not packaged)"),
        schema,
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        key,
        sealedKey,
        amounts);
  }

  private static List<String> underWay(long turns) {
    return turns == 0
        ? List.of()
        : List.of(
            "Turns under way: %d. The archive has them as they were, and they go on from there where"
                    .formatted(turns)
                + " it is imported; to go on elsewhere, export after the server has stopped.");
  }

  private static Outcome outcome(Index.End end, List<String> remarks) {
    long rows = end.rows().values().stream().mapToLong(Long::longValue).sum();
    return new Outcome(end.blobs(), rows, end.missing(), remarks);
  }

  private static Signer signer(ServerKey key) {
    return new Vault(key).signer("archive");
  }

  private BlobStock blobs(Settings settings, boolean written) {
    var address = settings.storage().blobs().address();
    return new OpenBlobPlaces(source, settings.dataDirectory())
        .open(address == null ? "directory" : address.toString(), written);
  }

  /** The key of these settings, which must be the one everything is sealed with. */
  private static ServerKey key(Settings settings, String fingerprint) {
    var key =
        ServerKey.find(settings.keys().server(), settings.dataDirectory())
            .orElseThrow(() ->
                new KeyRefused(
                    "The server key is not here. Set PARLEY_SECRET_KEY to it, or put it back as "
                        + ServerKey.file(settings.dataDirectory())
                        + "."));
    if (!key.fingerprint().equals(fingerprint)) {
      throw new KeyRefused(
          "The server key is another one than that of this data. Set PARLEY_SECRET_KEY to the"
              + " right one, or put it back as "
              + ServerKey.file(settings.dataDirectory())
              + ".");
    }
    return key;
  }

  @Override
  public Outcome take(Path file, Supplier<String> passphrase, Listener listener) {
    return told(settings -> {
      try (var archive = new ArchiveReader(Files.newInputStream(file))) {
        var manifest = archive.manifest();
        boolean isThere =
            ServerKey.find(settings.keys().server(), settings.dataDirectory()).isPresent();
        var key =
            isThere || manifest.sealedKey() == null
                ? key(settings, manifest.key())
                : ServerKey.unseal(manifest.sealedKey(), passphrase.get());
        archive.verify(signer(key));
        try (var place = DatabasePlace.alone(settings, listener::say);
            var database = Database.asItIs(place.address(), CONNECTIONS);
            var restore = RestoreRows.into(database, manifest.schema());
            var blobs = blobs(settings, true)) {
          var remarks = new ArrayList<String>();
          if (!isThere) {
            key.keep(settings.dataDirectory());
            remarks.addAll(kept(settings));
          }
          listener.expect(manifest.amounts());
          var end = new TakeIn(restore, blobs, listener).read(archive);
          return outcome(end, remarks);
        }
      }
    });
  }

  private static List<String> kept(Settings settings) {
    var file = ServerKey.file(settings.dataDirectory());
    return settings.storage().databaseUrl() == null
        ? List.of("The server key is in " + file + " now.")
        : List.of(
            "The server key is in %s now. With PARLEY_DATABASE_URL, set PARLEY_SECRET_KEY to what"
                    .formatted(file)
                + " stands there before you start the server.");
  }
}
