package dev.parley.app;

import dev.parley.blob.BlobStores;
import dev.parley.door.files.FilesDoor;
import dev.parley.file.BlobIndex;
import dev.parley.file.BlobStock;
import dev.parley.file.Files;
import dev.parley.file.Inventory;
import dev.parley.file.KeepFiles;
import dev.parley.file.KeepScreenshots;
import dev.parley.file.Screenshots;
import dev.parley.file.SignedUrls;
import dev.parley.file.SweepBlobs;
import dev.parley.http.Surface;
import dev.parley.postgres.BlobRows;
import dev.parley.postgres.FileRows;
import dev.parley.postgres.OrphanRows;
import dev.parley.postgres.ScreenshotRows;
import dev.parley.secret.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of sessions: rows in the database, bytes in the data directory or a store elsewhere.
 *
 * @param door serves URLs of the directory, also those given out before the bytes went elsewhere
 */
record Filing(
    Files files,
    Screenshots screenshots,
    Surface door,
    SweepBlobs sweep,
    Inventory inventory,
    BlobStock blobs)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

  /**
   * Before anything is made: whether the store can be used.
   *
   * @throws dev.parley.blob.BlobFailure if not
   */
  static void require(Settings settings) {
    var blobs = settings.storage().blobs();
    if (blobs.address() != null) {
      BlobStores.require(blobs.address(), blobs.keys());
    }
  }

  /**
   * @param baseUrl where this server is reached; asked once it listens
   */
  static Filing open(Settings settings, Store store, Signer signer, Supplier<String> baseUrl) {
    var clock = store.clock();
    var urls = new SignedUrls(signer, clock, baseUrl);
    var blobs = blobs(settings, store, urls);
    var orphans = new OrphanRows(store.database(), clock);
    var index = new BlobRows(store.database());
    warnOfWhatLiesElsewhere(index, blobs);
    return new Filing(
        new KeepFiles(
            new FileRows(store.database(), clock), orphans, blobs, KeepFiles.Limits.DEFAULT, clock),
        new KeepScreenshots(new ScreenshotRows(store.database(), clock), orphans, blobs, clock),
        new FilesDoor(blobs, urls),
        new SweepBlobs(orphans, blobs, clock),
        new Inventory(address(settings, blobs), index),
        blobs);
  }

  /** The folder of blobs in a data directory. */
  static Path folder(Path dataDirectory) {
    return dataDirectory.resolve("blobs");
  }

  private static BlobStock blobs(Settings settings, Store store, SignedUrls urls) {
    var elsewhere = settings.storage().blobs();
    return elsewhere.address() == null
        ? BlobStores.directory(folder(settings.dataDirectory()), urls)
        : BlobStores.s3(elsewhere.address(), elsewhere.keys(), store.clock(), urls);
  }

  private static String address(Settings settings, BlobStock blobs) {
    var address = settings.storage().blobs().address();
    return address == null ? blobs.place() : address.toString();
  }

  /** Another store than before makes all files look lost; one of them is enough to tell. */
  private static void warnOfWhatLiesElsewhere(BlobIndex index, BlobStock blobs) {
    try {
      for (var one : index.after("", 1)) {
        var there = blobs.open(one.key());
        if (there.isPresent()) {
          there.get().close();
        } else {
          LOG.warn(
              "Not all files of this database are in {}. If they were kept elsewhere before,"
                  + " './parley blobs move --help' says how to bring them here.",
              blobs.place());
        }
      }
    } catch (IOException failed) {
      LOG.warn("The store {} does not answer: {}", blobs.place(), failed.toString());
    }
  }

  @Override
  public void close() {
    blobs.close();
  }
}
