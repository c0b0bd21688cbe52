package dev.parley.door.allyson;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.WebSession;
import java.util.List;

/** A session that was begun; its one message is the task (contract §2.1). */
record StartSessionResponse(
    String message, String sessionId, List<JsonObject> messages, String status, String name) {
  static StartSessionResponse of(WebSession session) {
    return new StartSessionResponse(
        "Browser session started successfully",
        session.id().value(),
        session.messages().stream().limit(1).map(task -> Message.of(task)).toList(),
        SessionStatus.of(session.state().status()).wireName,
        session.name());
  }
}
