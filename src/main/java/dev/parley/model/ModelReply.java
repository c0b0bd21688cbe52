package dev.parley.model;

import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply; usage is null if the provider reports none.
 *
 * <p>The ids of its calls differ from each other. A call whose arguments are no JSON object is
 * among them, see {@link ToolCall#malformed}: the model is to be told, the turn goes on.
 */
public record ModelReply(String text, List<ToolCall> calls, @Nullable Usage usage) {
  public ModelReply {
    calls = List.copyOf(calls);
  }
}
