package dev.parley.archive;

import dev.parley.archive.Index.End;
import dev.parley.archive.Index.Manifest;
import dev.parley.file.BlobStock;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Takes an archive in: its blobs into a store, its rows into a database. */
public final class TakeIn {
  private final Restore restore;
  private final BlobStock blobs;
  private final Progress progress;
  private final Map<String, Long> rows = new TreeMap<>();
  private long stored;

  public TakeIn(Restore restore, BlobStock blobs, Progress progress) {
    this.restore = restore;
    this.blobs = blobs;
    this.progress = progress;
  }

  /**
   * Nothing of it counts before all of it is there.
   *
   * @param archive verified already
   * @throws ArchiveFault if it is not whole
   */
  public End read(ArchiveReader archive) throws IOException {
    while (true) {
      switch (archive.next()) {
        case Index.Blob blob -> take(archive, blob);
        case Index.Rows portion -> take(archive, portion);
        case End end -> {
          require(end);
          restore.commit(end.sequences());
          return end;
        }
        case Manifest _ -> throw ArchiveFault.damaged("it begins twice");
      }
    }
  }

  private void take(ArchiveReader archive, Index.Blob blob) throws IOException {
    restore.expect(blob.key());
    archive.content(
        blob, content -> blobs.put(blob.key(), content, blob.bytes(), blob.mediaType()));
    stored++;
    progress.blob(blob.bytes());
  }

  private void take(ArchiveReader archive, Index.Rows portion) throws IOException {
    archive.content(
        portion,
        content ->
            rows.merge(
                portion.table(),
                restore.add(portion.table(), portion.columns(), content),
                Long::sum));
    progress.rows(portion.table(), portion.rows(), portion.bytes());
  }

  private void require(End end) {
    boolean all =
        end.rows().entrySet().stream()
            .allMatch(each -> rows.getOrDefault(each.getKey(), 0L).equals(each.getValue()));
    if (!all || end.blobs() != stored) {
      throw ArchiveFault.damaged("not everything is in it that was exported");
    }
  }
}
