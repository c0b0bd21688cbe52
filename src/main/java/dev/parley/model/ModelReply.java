package dev.parley.model;

import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole reply; usage is null if the provider reports none. */
public record ModelReply(String text, List<ToolCall> calls, @Nullable Usage usage) {
  public ModelReply {
    calls = List.copyOf(calls);
  }
}
