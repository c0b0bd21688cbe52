package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/** Files of what goes over the wire; a text that begins with {@code ~} is a pattern. */
@NullMarked
final class GoldenFile {
  private GoldenFile() {}

  static List<JsonObject> rows(String name) throws IOException {
    return ((JsonArray) read(name)).elements().stream().map(JsonObject.class::cast).toList();
  }

  static JsonValue read(String name) throws IOException {
    try (var stream = GoldenFile.class.getResourceAsStream("/golden/allyson/" + name + ".json")) {
      assertThat(stream).as(name).isNotNull();
      return Json.parse(stream.readAllBytes());
    }
  }

  /** Members and elements one by one, objects in the order of their members. */
  static void assertMatches(JsonValue expected, JsonValue actual) {
    assertMatches("", expected, actual);
  }

  private static void assertMatches(String place, JsonValue expected, JsonValue actual) {
    switch (expected) {
      case JsonObject(var members) when actual instanceof JsonObject(var found) -> {
        assertThat(List.copyOf(found.keySet()))
            .as("%s of %s", place, actual)
            .isEqualTo(List.copyOf(members.keySet()));
        members.forEach((name, member) ->
            assertMatches(place + "." + name, member, Objects.requireNonNull(found.get(name))));
      }
      case JsonArray(var elements) when actual instanceof JsonArray(var found) -> {
        assertThat(found).as("%s of %s", place, actual).hasSameSizeAs(elements);
        for (int i = 0; i < elements.size(); i++) {
          assertMatches(place + "[" + i + "]", elements.get(i), found.get(i));
        }
      }
      case JsonText(var pattern) when pattern.startsWith("~") -> {
        assertThat(actual).as(place).isInstanceOf(JsonText.class);
        assertThat(((JsonText) actual).value()).as(place).matches(pattern.substring(1));
      }
      default -> assertThat(actual).as(place).isEqualTo(expected);
    }
  }
}
