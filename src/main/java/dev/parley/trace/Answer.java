package dev.parley.trace;

import dev.parley.variable.VariableValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a turn ends with: markdown, changed variables, tokens used if the models said so. */
public record Answer(
    String text, Map<String, VariableValue> updates, @Nullable Usage usage, boolean interrupted) {
  public Answer {
    updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
  }

  /** The caller's own words in place of an answer it cancelled. */
  public static Answer givenAtCancel(String text) {
    return new Answer(text, Map.of(), null, true);
  }
}
