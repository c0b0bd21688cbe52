package dev.parley.file;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Blobs that belong to nothing: not yet, or not any more. What stays one beyond its time goes.
 *
 * <p>A blob is written down here before it is stored, so that no crash leaves one nobody knows of.
 */
public interface Orphans {
  /** Writes an orphan down; one that is there gets the later time. */
  void expect(String blob, Instant due);

  /** Orphans whose time is over, oldest first. */
  List<String> due(int limit);

  /** Strikes out blobs that are deleted. */
  void forget(Collection<String> blobs);
}
