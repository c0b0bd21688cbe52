package dev.parley.lucene;

import dev.parley.embedding.Embedder;
import dev.parley.knowledge.Documents;
import dev.parley.knowledge.PassageIndex;
import java.nio.file.Path;

/** Makes the index of a node. */
public final class Indexes {
  private Indexes() {}

  /**
   * Opens nothing yet; the first refresh does, if there are documents.
   *
   * @param folder in the data directory, made when needed
   */
  public static PassageIndex hybrid(Path folder, Documents documents, Embedder embedder) {
    return new HybridIndex(folder, documents, embedder);
  }
}
