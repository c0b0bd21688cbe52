package dev.parley.trace;

import dev.parley.variable.VariableValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user gave: text, variable values, and contexts instead of retrieval if not null. */
public record TurnInput(
    String text, Map<String, VariableValue> variables, @Nullable ContextList contexts) {
  public TurnInput {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Contexts given by the caller; an empty list is a choice too. */
  public record ContextList(List<Context> contexts) {
    public ContextList {
      contexts = List.copyOf(contexts);
    }
  }
}
