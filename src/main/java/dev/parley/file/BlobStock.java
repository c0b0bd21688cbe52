package dev.parley.file;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** A store of blobs that can also be gone through and compared, to move it elsewhere. */
public interface BlobStock extends Blobs, AutoCloseable {
  /** Where it is: the same for the same place, however that was written; never a secret. */
  String place();

  /** What lies under a key, read whole if the store does not know; empty if nothing is there. */
  Optional<Fingerprint> fingerprint(String key) throws IOException;

  /**
   * The keys of all that lies there, in no order, but for what has no such key; to be closed. What
   * goes wrong on the way is an {@code UncheckedIOException}.
   */
  Stream<String> keys() throws IOException;

  @Override
  void close();
}
