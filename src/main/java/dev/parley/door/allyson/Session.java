package dev.parley.door.allyson;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.WebSession.Quality;
import dev.parley.webagent.WebSession.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session document: the seed's members in its order, ours after them (contract §3.1). */
final class Session {
  private Session() {}

  /** The newest picture of the page. */
  record Screenshot(String url, Instant taken) {}

  static JsonObject of(
      WebSession session, List<SessionFile> files, @Nullable Screenshot screenshot) {
    var state = session.state();
    var given = session.given();
    return JsonObject.EMPTY
        .with("name", session.name())
        .with("userId", session.key().owner().toString())
        .with("sessionId", session.id().value())
        .with(
            "lastScreenshotUrl",
            screenshot == null ? new JsonNull() : new JsonText(screenshot.url()))
        .with(
            "lastScreenshotTimestamp",
            Timestamp.orNull(screenshot == null ? null : screenshot.taken()))
        .with("status", SessionStatus.of(state.status()).wireName)
        .with(
            "messages",
            new JsonArray(session.messages().stream().<JsonValue>map(Message::of).toList()))
        .with("files", Json.tree(files))
        .with("startTime", Timestamp.of(session.times().started()))
        .with("endTime", Timestamp.orNull(session.times().ended()))
        .with(
            "sessionVariables",
            Json.tree(given.variables().stream().map(SessionVariable::of).toList()))
        .with("sessionDetails", given.details())
        .with("maxSteps", new JsonNumber(given.maxSteps()))
        .with("cost", Json.tree(state.cost()))
        .with("success", new JsonBool(state.success()))
        .with("responseQuality", quality(state.quality()))
        .with("source", source(session.source()))
        .with("vncPassword", "");
  }

  static String quality(Quality quality) {
    return switch (quality) {
      case GOOD -> "good";
      case BAD -> "bad";
      case NO_RESPONSE -> "noResponse";
    };
  }

  private static String source(Source source) {
    return switch (source) {
      case API -> "api";
      case CLIENT -> "client";
    };
  }
}
