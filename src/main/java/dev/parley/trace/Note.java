package dev.parley.trace;

import org.jspecify.annotations.Nullable;

/** Something said to a turn while it is under way; the journal takes it in between two steps. */
public sealed interface Note {
  /** A person's words, to be heeded from the next model call on. */
  record MessageNote(String text) implements Note {}

  /** The turn is to do nothing more until it may go on. */
  record PauseNote() implements Note {}

  /**
   * The turn may go on.
   *
   * @param meanwhile what is known of what a person did, in words for the model; null if nothing is
   */
  record ResumeNote(@Nullable String meanwhile) implements Note {
    public ResumeNote() {
      this(null);
    }
  }

  /** The answer to a wait that was left without one. */
  record AnswerNote(String key, String answer) implements Note {
    /** Without the answer, which may be a secret. */
    @Override
    public String toString() {
      return "AnswerNote[" + key + "]";
    }
  }
}
