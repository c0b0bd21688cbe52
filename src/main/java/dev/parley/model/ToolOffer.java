package dev.parley.model;

import dev.parley.json.JsonValue.JsonObject;

/** A tool as it is offered to a model; {@code input} is a JSON Schema. */
public record ToolOffer(String name, String description, JsonObject input) {}
