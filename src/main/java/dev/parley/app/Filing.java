package dev.parley.app;

import dev.parley.blob.BlobStores;
import dev.parley.door.files.FilesDoor;
import dev.parley.file.Files;
import dev.parley.file.KeepFiles;
import dev.parley.file.KeepScreenshots;
import dev.parley.file.Screenshots;
import dev.parley.file.SignedUrls;
import dev.parley.file.SweepBlobs;
import dev.parley.http.Surface;
import dev.parley.postgres.FileRows;
import dev.parley.postgres.OrphanRows;
import dev.parley.postgres.ScreenshotRows;
import dev.parley.secret.Signer;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The files of sessions: rows in the database, bytes in the data directory, URLs of a door. */
record Filing(Files files, Screenshots screenshots, Surface door, SweepBlobs sweep) {
  /**
   * @param baseUrl where this server is reached; asked once it listens
   */
  static Filing open(Path dataDirectory, Store store, Signer signer, Supplier<String> baseUrl) {
    var clock = store.clock();
    var urls = new SignedUrls(signer, clock, baseUrl);
    var blobs = BlobStores.directory(dataDirectory.resolve("blobs"), urls);
    var orphans = new OrphanRows(store.database(), clock);
    return new Filing(
        new KeepFiles(
            new FileRows(store.database(), clock), orphans, blobs, KeepFiles.Limits.DEFAULT, clock),
        new KeepScreenshots(new ScreenshotRows(store.database(), clock), orphans, blobs, clock),
        new FilesDoor(blobs, urls),
        new SweepBlobs(orphans, blobs, clock));
  }
}
