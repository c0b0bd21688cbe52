package dev.parley.door.allyson;

import dev.parley.http.Request;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.util.Locale;
import java.util.Set;

/** Reads the body of a request: JSON, whatever browsers call it (contract §1.1). */
final class JsonBody {
  private static final Set<String> READ = Set.of("", "application/json", "text/plain");

  private JsonBody() {}

  static Fields read(Request request) {
    var bytes = bytes(request);
    if (bytes.length == 0) {
      return new Fields("", JsonObject.EMPTY);
    }
    return new Fields("", (JsonObject) Json.mapTexts(object(bytes), JsonBody::storable));
  }

  static JsonObject object(byte[] bytes) {
    if (Json.parse(bytes) instanceof JsonObject object) {
      return object;
    }
    throw Fields.unfit("The body must be a JSON object.");
  }

  /** UTF-8, as far as can be told; none if there is no body. */
  static byte[] bytes(Request request) {
    if (!request.hasBody()) {
      return new byte[0];
    }
    var type = request.header("Content-Type").orElse("");
    if (!READ.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new ProblemException(new RequestProblem.MediaTypeUnsupported(type));
    }
    var bytes = request.body();
    requireNoRawNul(bytes);
    return bytes;
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

  /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
  private static String storable(String text) {
    if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) {
      throw Fields.unfit("A text in the body holds NUL or half a surrogate pair. Remove it.");
    }
    return text;
  }
}
