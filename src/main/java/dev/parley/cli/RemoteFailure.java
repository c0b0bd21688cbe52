package dev.parley.cli;

import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that refused, failed or was not there, in words for whoever typed the command. */
final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonObject body;
  private final @Nullable Duration retryAfter;

  /** No answer came. */
  RemoteFailure(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.body = JsonObject.EMPTY;
    this.retryAfter = null;
  }

  RemoteFailure(int status, String message, JsonObject body, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Of HTTP; 0 when no answer came. */
  int status() {
    return status;
  }

  /** When to try again, if the server said so. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What the server sent; empty if that was no JSON. */
  JsonObject body() {
    return body;
  }
}
