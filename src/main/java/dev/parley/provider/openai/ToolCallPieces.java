package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the tool calls of one reply from their pieces.
 *
 * <p>Pieces of several calls may alternate. Servers differ: some give every call the index 0, some
 * no index, some repeat id and name in every piece, some send no ids or the same one twice.
 */
final class ToolCallPieces {
  private static final class Open {
    final @Nullable String index;
    String id = "";
    String tool = "";
    final StringBuilder arguments = new StringBuilder();

    Open(@Nullable String index) {
      this.index = index;
    }
  }

  private final List<Open> opened = new ArrayList<>();

  void add(JsonValue piece) {
    if (!(piece instanceof JsonObject object)) {
      return;
    }
    var index =
        object.get("index").orElse(null) instanceof JsonNumber(var written) ? written : null;
    var function =
        object.get("function").orElse(null) instanceof JsonObject given ? given : JsonObject.EMPTY;
    var id = object.text("id").orElse("");
    var tool = function.text("name").orElse("");
    var open = find(index, id, tool).orElseGet(() -> open(index));
    open.id = open.id.isBlank() ? id : open.id;
    open.tool = open.tool.isBlank() ? tool : open.tool;
    open.arguments.append(arguments(function));
  }

  /** The call that a piece goes on with; empty if it begins one. */
  private Optional<Open> find(@Nullable String index, String id, String tool) {
    var latest =
        opened.reversed().stream()
            .filter(open -> index == null || index.equals(open.index))
            .filter(open -> index != null || id.isBlank() || id.equals(open.id))
            .findFirst();
    boolean begins = !tool.isBlank();
    return latest.filter(
        open -> !begins || (index == null ? !whole(open) : id.isBlank() || id.equals(open.id)));
  }

  private Open open(@Nullable String index) {
    var open = new Open(index);
    opened.add(open);
    return open;
  }

  private static String arguments(JsonObject function) {
    return switch (function.get("arguments").orElse(new JsonNull())) {
      case JsonText(var text) -> text;
      case JsonNull _ -> "";
      case JsonValue value -> value.toString();
    };
  }

  /** The calls in the order they began, each with an id of its own. */
  List<ToolCall> whole() {
    var taken = new HashSet<String>();
    var calls = new ArrayList<ToolCall>();
    for (var open : opened) {
      var id = unique(open.id.isBlank() ? "call_" + (calls.size() + 1) : open.id, taken);
      var written = open.arguments.toString();
      calls.add(
          input(written)
              .map(input -> new ToolCall(id, open.tool, input))
              .orElseGet(() -> ToolCall.malformed(id, open.tool, written)));
    }
    return calls;
  }

  private static boolean whole(Open open) {
    return !open.arguments.isEmpty() && input(open.arguments.toString()).isPresent();
  }

  private static String unique(String id, Set<String> taken) {
    var free = id;
    for (int n = 2; !taken.add(free); n++) {
      free = id + "_" + n;
    }
    return free;
  }

  private static Optional<JsonObject> input(String written) {
    if (written.isBlank()) {
      return Optional.of(JsonObject.EMPTY);
    }
    try {
      return Json.parse(written) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedJson _) {
      return Optional.empty();
    }
  }
}
