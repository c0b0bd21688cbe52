package dev.parley.bench.retrieval;

import dev.parley.embedding.Embedder;
import dev.parley.knowledge.Documents;
import dev.parley.knowledge.PassageIndex;
import dev.parley.knowledge.Vectors;

/** What is measured: documents and vectors in rows, the model, and indexes of them. */
public record Subject(Documents documents, Vectors vectors, Embedder embedder, Opening opening) {
  /** Opens an index as a server does. */
  @FunctionalInterface
  public interface Opening {
    /**
     * An index of all documents.
     *
     * @param name of its folder; the same name is the same index
     */
    PassageIndex open(String name, Embedder embedder);
  }
}
