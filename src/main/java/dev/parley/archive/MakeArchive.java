package dev.parley.archive;

import dev.parley.archive.Index.End;
import dev.parley.archive.Index.Manifest;
import dev.parley.archive.Snapshot.Table;
import dev.parley.file.BlobIndex.Owned;
import dev.parley.file.BlobStock;
import dev.parley.file.Fingerprint;
import dev.parley.secret.Signer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes everything into an archive, while servers run: rows as they stood at one moment, and the
 * bytes that belong to them.
 */
public final class MakeArchive {
  private static final int PAGE = 500;

  /** Of rows held in memory, but for the last one of a portion. */
  private static final int PORTION = 4 << 20;

  private final Snapshot snapshot;
  private final BlobStock blobs;
  private final Progress progress;
  private final Set<String> gone = new HashSet<>();
  private long missing;
  private long stored;

  public MakeArchive(Snapshot snapshot, BlobStock blobs, Progress progress) {
    this.snapshot = snapshot;
    this.blobs = blobs;
    this.progress = progress;
  }

  /** What is in the archive. */
  public End write(OutputStream to, Signer signer, Manifest manifest) throws IOException {
    try (var archive = new ArchiveWriter(to, signer, manifest)) {
      blobs(archive);
      var rows = new TreeMap<String, Long>();
      for (var table : snapshot.tables()) {
        var portions = new Portions(archive, table);
        snapshot.copy(table, gone, portions::row);
        rows.put(table.name(), portions.end());
      }
      var end = new End(rows, snapshot.sequences(), stored, missing);
      archive.write(end);
      archive.finish();
      return end;
    }
  }

  /** What is to be expected. */
  public Index.Amounts amounts() {
    long rows = snapshot.tables().stream().mapToLong(snapshot::count).sum();
    return new Index.Amounts(snapshot.blobs(), rows);
  }

  private void blobs(ArchiveWriter archive) throws IOException {
    var after = "";
    while (true) {
      var page = snapshot.blobs(after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      for (var blob : page) {
        blob(archive, blob);
      }
      after = page.getLast().key();
    }
  }

  private void blob(ArchiveWriter archive, Owned blob) throws IOException {
    var there = blobs.fingerprint(blob.key());
    if (there.isEmpty()) {
      lacking(blob.key());
      return;
    }
    if (blob.content().isPresent() && !blob.content().equals(there)) {
      progress.trouble(
          "damaged: %s, what lies in %s is not what was written; it is exported as it is"
              .formatted(blob.key(), blobs.place()));
    }
    blob(archive, blob, there.get());
  }

  private void blob(ArchiveWriter archive, Owned blob, Fingerprint content) throws IOException {
    var there = blobs.open(blob.key());
    if (there.isEmpty()) {
      lacking(blob.key());
      return;
    }
    try (var bytes = there.get()) {
      archive.write(
          new Index.Blob(blob.key(), content.bytes(), content.sha256(), blob.mediaType()),
          bytes.content());
    }
    stored++;
    progress.blob(content.bytes());
  }

  /** A file that was deleted since the moment of the rows goes without its row. */
  private void lacking(String key) {
    if (snapshot.isOwnedNow(key)) {
      missing++;
      progress.trouble("missing: " + key + ", it is not in " + blobs.place());
    } else {
      gone.add(key);
    }
  }

  /** Rows of a table, gathered into portions of a known length. */
  private final class Portions {
    private final ArchiveWriter archive;
    private final Table table;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long all;
    private long rows;

    Portions(ArchiveWriter archive, Table table) {
      this.archive = archive;
      this.table = table;
    }

    void row(byte[] line) throws IOException {
      lines.write(line);
      rows++;
      if (lines.size() >= PORTION) {
        portion();
      }
    }

    private void portion() throws IOException {
      var bytes = lines.toByteArray();
      var content = Fingerprint.of(new ByteArrayInputStream(bytes));
      archive.write(
          new Index.Rows(table.name(), table.columns(), rows, content.bytes(), content.sha256()),
          new ByteArrayInputStream(bytes));
      progress.rows(table.name(), rows, content.bytes());
      all += rows;
      rows = 0;
      lines.reset();
    }

    /** How many there were. */
    long end() throws IOException {
      if (rows > 0) {
        portion();
      }
      return all;
    }
  }
}
