package dev.parley.json;

import dev.parley.json.JsonValue.JsonNull;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/**
 * Reads and prints JSON.
 *
 * <p>Records are read strictly: no unknown members, no coercion, absent and null are the same,
 * collections default to empty unless {@code @Nullable}, everything else not so is required. A
 * sealed interface is a union told apart by a flat member {@code type}: the record's name without
 * the union's, its first letter small ({@code StringParameterValue} of {@code ParameterValue} is
 * {@code string}), unless {@link TypeName} says otherwise. Nulls are never printed from records.
 */
public final class Json {
  private Json() {}

  /** Exactly one document: {@link MalformedJson} for anything before, after or instead. */
  public static JsonValue parse(byte[] utf8) {
    return parse(utf8, JsonValue.class);
  }

  public static JsonValue parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a record: {@link MalformedJson} if it is no JSON, {@link WrongShape} if it does not fit.
   */
  public static <T> T read(byte[] utf8, Class<T> type) {
    return parse(utf8, type);
  }

  public static <T> T read(String text, Class<T> type) {
    return parse(text.getBytes(StandardCharsets.UTF_8), type);
  }

  /** Reads a record out of a document parsed before. */
  public static <T> T read(JsonValue value, Class<T> type) {
    return bind(Mapper.STRICT.valueToTree(value), type);
  }

  /** A record, collection or tree as text. */
  public static String print(Object value) {
    return Mapper.STRICT.writeValueAsString(value);
  }

  /** A record, collection or tree as UTF-8. */
  public static byte[] bytes(Object value) {
    return Mapper.STRICT.writeValueAsBytes(value);
  }

  /** A record or collection as a tree. */
  public static JsonValue tree(Object value) {
    return bind(Mapper.STRICT.valueToTree(value), JsonValue.class);
  }

  private static <T> T parse(byte[] utf8, Class<T> type) {
    JsonNode node;
    try {
      node = Mapper.STRICT.readTree(utf8);
    } catch (JacksonException unreadable) {
      throw new MalformedJson(where(unreadable));
    }
    if (node.isMissingNode()) {
      throw new MalformedJson("the document is empty");
    }
    if (node.isNull() && type != JsonValue.class) {
      throw new MalformedJson("the document is null");
    }
    return bind(node, type);
  }

  private static <T> T bind(JsonNode node, Class<T> type) {
    try {
      var value = Mapper.STRICT.treeToValue(node, type);
      return value == null && type == JsonValue.class ? type.cast(new JsonNull()) : value;
    } catch (StreamReadException unreadable) {
      throw new MalformedJson(where(unreadable));
    } catch (DatabindException unfit) {
      throw new WrongShape(where(unfit));
    }
  }

  private static String where(JacksonException fault) {
    if (!fault.getPath().isEmpty()) {
      var path = new StringBuilder();
      for (var step : fault.getPath()) {
        if (step.getPropertyName() == null) {
          path.append('[').append(step.getIndex()).append(']');
        } else {
          path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
      }
      return "does not fit at '" + path + "'";
    }
    var place = fault.getLocation();
    return place == null || place.getLineNr() < 1
        ? "does not fit"
        : "line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
