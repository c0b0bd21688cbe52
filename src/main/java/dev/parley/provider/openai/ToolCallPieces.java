package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.provider.wire.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The calls in the order they began. */
  void into(Draft draft) {
    for (var open : opened) {
      draft.call(open.id, open.tool, open.arguments.toString());
    }
  }

  private static boolean whole(Open open) {
    return isObject(open.arguments.toString());
  }

  private static boolean isObject(String written) {
    try {
      return Json.parse(written) instanceof JsonObject;
    } catch (MalformedJson _) {
      return false;
    }
  }
}
