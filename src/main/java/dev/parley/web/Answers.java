package dev.parley.web;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what a function answered. */
final class Answers {
  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset=\"?([A-Za-z0-9][A-Za-z0-9._:-]*)\"?");
  private static final int LONGEST_SNIPPET = 500;

  private Answers() {}

  /** JSON if it is said to be or looks so and is; else its text. */
  static JsonValue value(HttpResponse<BoundedBody.Bytes> response) {
    var text = text(response);
    var type = type(response);
    var start = text.stripLeading();
    if (type.contains("json") || start.startsWith("{") || start.startsWith("[")) {
      try {
        return Texts.map(Json.parse(response.body().kept()), Texts::storable);
      } catch (MalformedJson isText) {
        return new JsonText(text);
      }
    }
    return new JsonText(text);
  }

  /** The beginning of the answer in one line, for a sentence about what went wrong. */
  static String snippet(HttpResponse<BoundedBody.Bytes> response, Secrets secrets) {
    var line = secrets.mask(text(response)).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_SNIPPET
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SNIPPET)) + "…";
  }

  private static String text(HttpResponse<BoundedBody.Bytes> response) {
    return Texts.storable(new String(response.body().kept(), charset(type(response))));
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
  }

  private static Charset charset(String type) {
    var named = CHARSET.matcher(type);
    return named.find() && Charset.isSupported(named.group(1))
        ? Charset.forName(named.group(1))
        : StandardCharsets.UTF_8;
  }
}
