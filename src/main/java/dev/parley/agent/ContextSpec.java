package dev.parley.agent;

/** Something an agent version looks up for every message. */
public sealed interface ContextSpec {
  /**
   * Documents of the workspace.
   *
   * @param path of a folder of them or of one, such as {@code documents/handbook}
   * @param mode how much of them goes into the prompt
   * @param topK how many passages, where not all does
   */
  record DocumentContext(String path, Mode mode, int topK) implements ContextSpec {}

  /** How much of documents a model is given. */
  enum Mode {
    /** The passages that have most to do with the message. */
    RELEVANT,
    /** All of every document. */
    FULL
  }
}
