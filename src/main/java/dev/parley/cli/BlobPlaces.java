package dev.parley.cli;

import dev.parley.file.BlobStock;

/** Opens stores of blobs from this machine, with the settings of this command. */
@FunctionalInterface
public interface BlobPlaces {
  /**
   * A store to move blobs from or to.
   *
   * @param address an address as {@code PARLEY_BLOB_URL} has it, {@code directory} for the folder
   *     in the data directory, or the path of another one
   * @param written whether it is to be written, and made if it is a folder that is not there
   */
  BlobStock open(String address, boolean written);

  /** A store that cannot be used, in words for whoever named it. */
  final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
