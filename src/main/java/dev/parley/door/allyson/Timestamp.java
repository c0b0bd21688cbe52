package dev.parley.door.allyson;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as this API writes them: UTC, milliseconds, such as {@code 2025-03-10T21:12:24.000Z}. */
final class Timestamp {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamp() {}

  static String of(Instant time) {
    return FORM.format(time);
  }

  static JsonValue orNull(@Nullable Instant time) {
    return time == null ? new JsonNull() : new JsonText(of(time));
  }
}
