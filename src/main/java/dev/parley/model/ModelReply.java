package dev.parley.model;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply.
 *
 * <p>The ids of its calls differ from each other. A call whose arguments are no JSON object is
 * among them, see {@link ToolCall#malformed}: the model is to be told, the turn goes on.
 *
 * @param usage null if the provider reports none
 * @param kept what the provider wants to see again with this reply; nobody else can read it
 */
public record ModelReply(
    String text, List<ToolCall> calls, @Nullable Usage usage, @Nullable JsonObject kept) {
  public ModelReply {
    calls = List.copyOf(calls);
  }

  /** Of a provider that wants nothing back. */
  public ModelReply(String text, List<ToolCall> calls, @Nullable Usage usage) {
    this(text, calls, usage, null);
  }
}
