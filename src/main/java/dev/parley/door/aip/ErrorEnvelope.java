package dev.parley.door.aip;

import dev.parley.json.JsonValue.JsonObject;

/** The body of every error (contract §4.1). */
record ErrorEnvelope(
    ErrorCode errorCode,
    String errorName,
    String errorDescription,
    String errorInstanceId,
    JsonObject parameters) {}
