package dev.parley.door.aip;

import dev.parley.http.Request;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.util.Locale;

/** Reads the body of a request: media type, presence, JSON, shape, in this order. */
final class JsonBody {
  private JsonBody() {}

  static <B> B read(Request request, Class<B> type) {
    var mediaType = request.header("Content-Type");
    if (mediaType.isPresent() && !isJson(mediaType.get())) {
      throw new ProblemException(new RequestProblem.MediaTypeUnsupported(mediaType.get()));
    }
    var bytes = request.body();
    if (bytes.length == 0) {
      throw new ProblemException(new RequestProblem.BodyMissing());
    }
    if (mediaType.isEmpty()) {
      throw new ProblemException(
          new RequestProblem.Malformed("Send the body with Content-Type: application/json."));
    }
    requireNoRawNul(bytes);
    var document = Json.parse(bytes);
    if (document instanceof JsonValue.JsonNull) {
      throw new ProblemException(
          new RequestProblem.Malformed("The body is null; send a JSON object."));
    }
    requireStorable(document);
    return Json.read(document, type);
  }

  private static boolean isJson(String mediaType) {
    return mediaType.strip().toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /** Without this, the parser would take UTF-16 for what it is. */
  private static void requireNoRawNul(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        throw new ProblemException(
            new RequestProblem.Malformed("The body holds a NUL byte; send JSON in UTF-8."));
      }
    }
  }

  private static void requireStorable(JsonValue value) {
    switch (value) {
      case JsonObject(var members) ->
          members.forEach((name, member) -> {
            requireStorable(name);
            requireStorable(member);
          });
      case JsonArray(var elements) -> elements.forEach(JsonBody::requireStorable);
      case JsonText(var text) -> requireStorable(text);
      case JsonValue.JsonNumber _, JsonValue.JsonBool _, JsonValue.JsonNull _ -> {}
    }
  }

  /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
  private static void requireStorable(String text) {
    if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) {
      throw new ProblemException(
          new RequestProblem.WrongShape(
              "A text in the body holds NUL or half a surrogate pair. Remove it."));
    }
  }
}
