package dev.parley.function;

import dev.parley.id.FunctionRid;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Effect;
import org.jspecify.annotations.Nullable;

/** One version of a function: what it takes, gives, does, and how it is called. */
public record FunctionSpec(
    FunctionRid rid,
    String name,
    String version,
    @Nullable String description,
    Effect effect,
    JsonObject input,
    @Nullable JsonObject output,
    HttpCall request) {}
