package dev.parley.door.console;

import dev.parley.file.BlobIndex.Known;
import java.util.List;

/** Which of some keys belong to something, and which to nothing any more. */
record BlobsKnown(List<BlobList.Blob> owned, List<String> strays) {
  static BlobsKnown of(Known known) {
    return new BlobsKnown(
        known.owned().stream().map(BlobList.Blob::of).toList(), List.copyOf(known.strays()));
  }
}
