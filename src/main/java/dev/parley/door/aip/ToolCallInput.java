package dev.parley.door.aip;

import dev.parley.json.JsonValue.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a tool was called, and with what. */
record ToolCallInput(@Nullable String thought, Map<String, ToolInputValue> inputs) {
  ToolCallInput {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  static ToolCallInput of(JsonObject arguments, String thought) {
    var inputs = new LinkedHashMap<String, ToolInputValue>();
    arguments.members().forEach((name, value) -> inputs.put(name, ToolInputValue.of(value)));
    return new ToolCallInput(thought.isEmpty() ? null : thought, inputs);
  }
}
