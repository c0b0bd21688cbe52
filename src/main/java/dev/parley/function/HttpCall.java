package dev.parley.function;

import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a function is called; {@code ${env:NAME}} stays as written until each use. */
public record HttpCall(
    String method,
    String url,
    Map<String, String> headers,
    @Nullable JsonObject body,
    Duration timeout) {
  public HttpCall {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
