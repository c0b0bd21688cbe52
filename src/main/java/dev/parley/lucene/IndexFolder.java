package dev.parley.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of a data directory that indexes are kept in, one for each process there. */
final class IndexFolder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);
  private static final String STAMP = "made-with";
  private static final int MOST = 16;
  private static final double BUFFER_MB = 64;

  private final Path parent;
  private final Analyzer analyzer;
  private final String stamp;

  /**
   * @param stamp what an index must have been made with to be used as it is
   */
  IndexFolder(Path parent, Analyzer analyzer, String stamp) {
    this.parent = parent;
    this.analyzer = analyzer;
    this.stamp = stamp;
  }

  boolean isThere() {
    return Files.isDirectory(parent);
  }

  /** The first index that nobody else has open, as it is if that is of use, else emptied. */
  IndexWriter open() throws IOException {
    for (int number = 1; ; number++) {
      var folder = parent.resolve(Integer.toString(number));
      Files.createDirectories(folder);
      var directory = FSDirectory.open(folder);
      try {
        return open(directory);
      } catch (LockObtainFailedException taken) {
        directory.close();
        if (number == MOST) {
          throw taken;
        }
      }
    }
  }

  private IndexWriter open(Directory directory) throws IOException {
    if (!isUsable(directory)) {
      empty(directory);
    }
    return new IndexWriter(directory, config());
  }

  /** Looks at all of its files, each at its beginning and its end. */
  private boolean isUsable(Directory directory) {
    try {
      if (!DirectoryReader.indexExists(directory)) {
        return false;
      }
      try (var reader = DirectoryReader.open(directory)) {
        return stamp.equals(reader.getIndexCommit().getUserData().get(STAMP));
      }
    } catch (IOException | IllegalArgumentException broken) {
      LOG.warn("the index of documents cannot be read and is made anew: {}", broken.toString());
      return false;
    }
  }

  private static void empty(Directory directory) throws IOException {
    try (var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (var file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    }
  }

  private IndexWriterConfig config() {
    return new IndexWriterConfig(analyzer)
        .setRAMBufferSizeMB(BUFFER_MB)
        .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0));
  }

  /** Leaves no file in which the words of a document stand that is gone. */
  void clean(IndexWriter writer) throws IOException {
    writer.forceMergeDeletes(true);
    commit(writer);
  }

  /** Makes what was written last until now. */
  void commit(IndexWriter writer) throws IOException {
    writer.setLiveCommitData(Map.of(STAMP, stamp).entrySet());
    writer.commit();
  }
}
