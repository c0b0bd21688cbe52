package dev.parley.file;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All blobs that belong to something, whosever they are, for whoever moves them elsewhere. */
public interface BlobIndex {
  /** How many there are. */
  long count();

  /** Those behind a key, in an order of their own; the first ones behind an empty key. */
  List<Owned> after(String key, int limit);

  /** What is known of keys that were found in a store; ask for no more than a thousand at once. */
  Known known(Collection<String> keys);

  /**
   * A blob of a file or a picture.
   *
   * @param content as it was written down; pictures are not
   */
  record Owned(String key, String mediaType, Optional<Fingerprint> content) {}

  /**
   * Keys as they stood at one moment; those of others, and orphans, are in neither part.
   *
   * @param strays of users that are known here, and of nothing they have or are writing
   */
  record Known(List<Owned> owned, Set<String> strays) {
    public Known {
      owned = List.copyOf(owned);
      strays = Set.copyOf(strays);
    }
  }
}
