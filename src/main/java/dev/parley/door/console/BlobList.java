package dev.parley.door.console;

import dev.parley.file.BlobIndex.Owned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of blobs by key.
 *
 * @param address where the server keeps them
 * @param total how many there are on all pages; on the first page only
 * @param next what to ask for behind this page; absent on the last one
 */
record BlobList(String address, @Nullable Long total, List<Blob> blobs, @Nullable String next) {
  /** A blob of a file, or of a picture: then without length and sum. */
  record Blob(String key, String mediaType, @Nullable Long bytes, @Nullable String sha256) {
    static Blob of(Owned blob) {
      var content = blob.content().orElse(null);
      return new Blob(
          blob.key(),
          blob.mediaType(),
          content == null ? null : content.bytes(),
          content == null ? null : content.sha256());
    }
  }
}
