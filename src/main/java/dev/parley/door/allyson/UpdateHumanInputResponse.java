package dev.parley.door.allyson;

import dev.parley.json.JsonValue.JsonObject;

/** The message as it is once it was answered (contract §2.9). */
record UpdateHumanInputResponse(String message, JsonObject updatedMessage) {}
