package dev.parley.door.aip;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.util.Set;

/**
 * The outline every object set has (contract §6): its kind is known and its nesting bounded.
 *
 * <p>No variable takes object sets yet, so nothing reads what is inside.
 */
final class ObjectSetShape {
  private static final int DEEPEST = 100;
  private static final Set<String> KINDS =
      Set.of(
          "base",
          "static",
          "reference",
          "filter",
          "union",
          "intersect",
          "subtract",
          "searchAround",
          "interfaceBase",
          "interfaceLinkSearchAround",
          "asType",
          "asBaseObjectTypes",
          "nearestNeighbors",
          "withProperties",
          "methodInput");

  private ObjectSetShape() {}

  /** Throws {@code IllegalArgumentException} for what can be no object set. */
  static void require(JsonObject set) {
    requireShallow(set, 0);
    requireKinds(set);
  }

  private static void requireKinds(JsonValue value) {
    if (!(value instanceof JsonObject set)
        || !set.text("type").map(KINDS::contains).orElse(false)) {
      throw new IllegalArgumentException("not an object set");
    }
    set.get("objectSet").ifPresent(ObjectSetShape::requireKinds);
    if (set.get("objectSets").orElse(null) instanceof JsonArray(var sets)) {
      sets.forEach(ObjectSetShape::requireKinds);
    }
  }

  private static void requireShallow(JsonValue value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deeply");
    }
    switch (value) {
      case JsonObject(var members) ->
          members.values().forEach(member -> requireShallow(member, depth + 1));
      case JsonArray(var elements) ->
          // An array is part of the object that holds it: one level of a set is one object.
          elements.forEach(element -> requireShallow(element, depth));
      case JsonValue.JsonText _,
          JsonValue.JsonNumber _,
          JsonValue.JsonBool _,
          JsonValue.JsonNull _ -> {}
    }
  }
}
