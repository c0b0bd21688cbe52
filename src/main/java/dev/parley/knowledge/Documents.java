package dev.parley.knowledge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All documents, in rows that every node shares. */
public interface Documents {
  /** What each document was read from. */
  Map<DocumentPath, String> hashes();

  /** Makes or replaces a document with its chunks; nothing if it has that hash already. */
  void save(Document document, List<Chunk> chunks);

  /** Deletes documents with everything of them; how many there were. */
  int remove(Collection<DocumentPath> paths);

  /** The documents in a folder and below, or the one of that path; by path. */
  List<Document> under(DocumentPath folder);

  /** Changes whenever anything does, cheap to ask for. */
  Edition edition();

  /** The state of each document; a document that changed has a higher one. */
  Map<DocumentPath, Long> revisions();

  /** Documents with their chunks, and the vectors that this model has made of them. */
  List<Shelved> shelved(Collection<DocumentPath> paths, String model);

  /** How many documents there are, and the sum of their revisions. */
  record Edition(long documents, long revisions) {}

  /** A document as an index takes it in. */
  record Shelved(DocumentPath path, String title, long revision, List<Found> chunks) {
    public Shelved {
      chunks = List.copyOf(chunks);
    }
  }

  /** A chunk and its vector, once there is one. */
  @SuppressWarnings("ArrayRecordComponent")
  record Found(Chunk chunk, float @Nullable [] vector) {}
}
