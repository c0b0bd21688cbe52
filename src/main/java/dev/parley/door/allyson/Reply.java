package dev.parley.door.allyson;

import dev.parley.http.Answer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.util.Map;

/** Answers in the form all of this API has: JSON that says its character set (contract §1.1). */
final class Reply {
  private Reply() {}

  static Answer.Bytes json(int status, Object body) {
    return new Answer.Bytes(status, "application/json; charset=utf-8", Json.bytes(body), Map.of());
  }

  /** 200 with nothing but a sentence. */
  static Answer message(String message) {
    return json(200, JsonObject.EMPTY.with("message", message));
  }
}
