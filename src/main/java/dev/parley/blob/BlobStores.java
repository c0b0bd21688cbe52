package dev.parley.blob;

import dev.parley.file.Blobs;
import dev.parley.file.SignedUrls;
import java.nio.file.Path;

/** Opens stores of blobs. */
public final class BlobStores {
  private BlobStores() {}

  /**
   * Blobs in a directory, which is made if it is not there; no other user of the machine may read
   * it. Its URLs are served by the files' door.
   */
  public static Blobs directory(Path folder, SignedUrls urls) {
    return DirectoryBlobs.open(folder, urls);
  }
}
