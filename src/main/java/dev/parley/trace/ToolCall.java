package dev.parley.trace;

import dev.parley.json.JsonValue.JsonObject;

/** One invocation of a tool, as a model asked for it; {@code tool} is the name offered to it. */
public record ToolCall(String id, String tool, JsonObject input) {}
