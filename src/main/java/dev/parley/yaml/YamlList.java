package dev.parley.yaml;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import java.util.List;

/** Values in order. */
public record YamlList(Place place, List<YamlValue> elements) implements YamlValue {
  public YamlList {
    elements = List.copyOf(elements);
  }

  @Override
  public JsonValue toJson() {
    return new JsonArray(elements.stream().map(YamlValue::toJson).toList());
  }

  @Override
  public String kind() {
    return "a list";
  }
}
