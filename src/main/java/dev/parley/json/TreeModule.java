package dev.parley.json;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Lets {@link JsonValue} stand as a component of any record. */
final class TreeModule {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private TreeModule() {}

  static SimpleModule create() {
    var module = new SimpleModule("tree");
    module.addSerializer(JsonValue.class, new Printer());
    module.addDeserializer(JsonValue.class, new Reader<>(JsonValue.class));
    module.addDeserializer(JsonObject.class, new Reader<>(JsonObject.class));
    module.addDeserializer(JsonArray.class, new Reader<>(JsonArray.class));
    return module;
  }

  private static final class Reader<T extends JsonValue> extends ValueDeserializer<T> {
    private final Class<T> type;

    Reader(Class<T> type) {
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      var value = of(context.readTree(parser));
      if (!type.isInstance(value)) {
        context.reportInputMismatch(type, "another kind of value");
      }
      return type.cast(value);
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
      return type == JsonValue.class ? new JsonNull() : null;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }

  private static JsonValue of(JsonNode node) {
    if (node.isObject()) {
      var members = new LinkedHashMap<String, JsonValue>();
      node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
      return new JsonObject(members);
    }
    if (node.isArray()) {
      var elements = new ArrayList<JsonValue>(node.size());
      node.forEach(element -> elements.add(of(element)));
      return new JsonArray(elements);
    }
    if (node.isString()) {
      return new JsonText(node.stringValue());
    }
    if (node.isNumber()) {
      return new JsonNumber(node.asString());
    }
    return node.isBoolean() ? new JsonBool(node.booleanValue()) : new JsonNull();
  }

  private static final class Printer extends ValueSerializer<JsonValue> {
    @Override
    public Class<?> handledType() {
      return JsonValue.class;
    }

    @Override
    public void serialize(JsonValue value, JsonGenerator out, SerializationContext context) {
      switch (value) {
        case JsonObject(var members) -> {
          out.writeStartObject();
          members.forEach((name, member) -> {
            out.writeName(name);
            serialize(member, out, context);
          });
          out.writeEndObject();
        }
        case JsonArray(var elements) -> {
          out.writeStartArray();
          elements.forEach(element -> serialize(element, out, context));
          out.writeEndArray();
        }
        case JsonText(var text) -> out.writeString(text);
        case JsonNumber number -> print(number, out);
        case JsonBool(var bool) -> out.writeBoolean(bool);
        case JsonNull() -> out.writeNull();
      }
    }

    /** As it was written where that can be; a tree under construction takes typed numbers only. */
    private static void print(JsonNumber number, JsonGenerator out) {
      if (out.has(StreamWriteCapability.CAN_WRITE_FORMATTED_NUMBERS)) {
        out.writeNumber(number.written());
      } else if (INTEGER.matcher(number.written()).matches()) {
        out.writeNumber(new BigInteger(number.written()));
      } else {
        out.writeNumber(number.value());
      }
    }
  }
}
