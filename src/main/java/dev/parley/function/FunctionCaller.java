package dev.parley.function;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;

/** Calls functions: checks schemas, keeps time and size limits, sends the idempotency key. */
public interface FunctionCaller {
  /** Never throws for what the function or its input does wrong; {@code Cancelled} if cancelled. */
  Result call(FunctionSpec function, JsonObject input, String idempotencyKey, Cancel cancel);

  /** What came of a call. */
  sealed interface Result {
    /** It answered well: JSON, or its text as a JSON string. */
    record Returned(JsonValue value) implements Result {}

    /** It certainly did not do it, or said why not; a sentence the model can act on. */
    record Failed(String correction) implements Result {}

    /** The request may have arrived, and no answer came. */
    record Uncertain(String why) implements Result {}
  }
}
