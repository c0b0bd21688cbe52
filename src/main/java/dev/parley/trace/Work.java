package dev.parley.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step is about to do; written down before it is done. */
public sealed interface Work {
  /** Ask the model; no purpose means {@link Purpose#NEXT}. */
  record ModelWork(@Nullable Purpose purpose) implements Work {
    public ModelWork() {
      this(null);
    }

    /** What it is asked for. */
    public Purpose asks() {
      return purpose == null ? Purpose.NEXT : purpose;
    }
  }

  /** Run one tool; {@code title} is its configured name. */
  record ToolWork(ToolCall call, String title, ToolKind kind, Effect effect) implements Work {}

  /** Look for contexts. */
  record RetrieveWork() implements Work {}

  /**
   * Wait for somebody; after {@code deadline}, if any, the answer is {@code otherwise}.
   *
   * @param holds whether the turn keeps something of its node meanwhile, and so its owner
   */
  record WaitWork(String key, @Nullable Instant deadline, @Nullable String otherwise, boolean holds)
      implements Work {}

  /** Take in what was said to the turn; over as soon as it is written. */
  record NoteWork(Note note) implements Work {}
}
