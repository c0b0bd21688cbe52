package dev.parley.file;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the bytes of what is gone, and of what a crash kept from becoming anything. */
public final class SweepBlobs {
  private static final Logger LOG = LoggerFactory.getLogger(SweepBlobs.class);
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Orphans orphans;
  private final Blobs blobs;
  private final InstantSource clock;

  public SweepBlobs(Orphans orphans, Blobs blobs, InstantSource clock) {
    this.orphans = orphans;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** How many it dealt with, at most so many. */
  public int sweep(int limit) {
    var due = orphans.due(limit);
    var gone = new ArrayList<String>();
    for (var blob : due) {
      try {
        blobs.delete(blob);
        gone.add(blob);
      } catch (IOException failed) {
        // later, so that those which cannot go do not keep the others from going
        LOG.warn("the blob {} cannot be deleted yet: {}", blob, failed.toString());
        orphans.expect(blob, clock.instant().plus(AGAIN));
      }
    }
    orphans.forget(gone);
    return due.size();
  }
}
