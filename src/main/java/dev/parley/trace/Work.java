package dev.parley.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step is about to do; written down before it is done. */
public sealed interface Work {
  /** Ask the model. */
  record ModelWork() implements Work {}

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
}
