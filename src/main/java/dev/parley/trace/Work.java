package dev.parley.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step is about to do; written down before it is done. */
public sealed interface Work {
  /** Ask the model; {@code attempt} counts the model calls of the whole session, from 0. */
  record ModelWork(int attempt) implements Work {}

  /** Run one tool. {@code title} is its configured name, {@code key} its idempotency key. */
  record ToolWork(ToolCall call, String title, Effect effect, String key) implements Work {}

  /** Look for contexts. */
  record RetrieveWork() implements Work {}

  /** Wait for somebody; after {@code deadline}, if any, the default answer is taken. */
  record WaitWork(
      String key, @Nullable String question, @Nullable Instant deadline, @Nullable String otherwise)
      implements Work {}
}
