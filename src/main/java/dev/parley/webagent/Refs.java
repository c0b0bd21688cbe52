package dev.parley.webagent;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.ToolCall;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers of elements in the arguments of an action. */
final class Refs {
  private static final List<String> NAMES =
      List.of("index", "from", "to", "element_source", "element_target");

  private Refs() {}

  static Set<Integer> in(ToolCall call) {
    var refs = new LinkedHashSet<Integer>();
    for (var name : NAMES) {
      call.input().get(name).flatMap(Refs::ref).ifPresent(refs::add);
    }
    return refs;
  }

  /** The same call about other elements. */
  static ToolCall translated(ToolCall call, String id, Map<Integer, Integer> refs) {
    var input = new LinkedHashMap<String, JsonValue>(call.input().members());
    for (var name : NAMES) {
      call.input()
          .get(name)
          .flatMap(Refs::ref)
          .map(refs::get)
          .ifPresent(ref -> input.put(name, new JsonNumber(ref)));
    }
    return new ToolCall(id, call.tool(), new JsonObject(input));
  }

  private static Optional<Integer> ref(JsonValue value) {
    try {
      return switch (value) {
        case JsonNumber number -> Optional.of(number.value().intValueExact());
        case JsonText(var text) when text.strip().matches("\\d{1,9}") ->
            Optional.of(Integer.valueOf(text.strip()));
        default -> Optional.empty();
      };
    } catch (ArithmeticException fraction) {
      return Optional.empty();
    }
  }
}
