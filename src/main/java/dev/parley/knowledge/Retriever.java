package dev.parley.knowledge;

import dev.parley.cancel.Cancel;
import java.util.List;

/** Finds passages that may answer a question. */
@FunctionalInterface
public interface Retriever {
  /** The best first; none if nothing has to do with the question. */
  List<Passage> find(Search search, Cancel cancel);

  /**
   * What is looked for.
   *
   * @param under the folder, or the document, it must be in
   */
  record Search(String question, DocumentPath under, int most) {}
}
