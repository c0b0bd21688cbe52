package dev.parley.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a model gave no reply. Details are safe to show: no keys, no bodies of requests. */
public sealed interface ModelFault {
  String details();

  /** Worth another try. */
  default boolean retriable() {
    return switch (this) {
      case RateLimited _, Overloaded _, Cut _ -> true;
      case ContextTooLarge _, Refused _, Malformed _ -> false;
    };
  }

  /** The provider throttles (429). */
  record RateLimited(String details, @Nullable Duration retryAfter) implements ModelFault {}

  /** The provider fails or is overloaded (5xx). */
  record Overloaded(String details, @Nullable Duration retryAfter) implements ModelFault {}

  /** No connection, or it broke before the reply was whole. */
  record Cut(String details) implements ModelFault {}

  /** The prompt is larger than the model reads. */
  record ContextTooLarge(String details) implements ModelFault {}

  /** The provider does not accept the request, the key or the model name (400, 401, 403, 404). */
  record Refused(String details) implements ModelFault {}

  /** The provider answered what is no reply. */
  record Malformed(String details) implements ModelFault {}
}
