package dev.parley.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, without a body, what is too broken to become a request; the connection then closes. */
final class TransportErrors implements DirectHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TransportErrors.class);
  private static final Status HEADERS_TOO_LARGE =
      Status.create(431, "Request Header Fields Too Large");

  static DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    for (var type : EventType.values()) {
      handlers.addHandler(type, new TransportErrors());
    }
    return handlers.build();
  }

  /**
   * Helidon has no status of its own for headers that are too large, only this text; and it fails
   * on a method that is none. What fails in a request is told by its exchange, not here.
   */
  private static Status exactly(EventType type, Status status, String message) {
    if ("Header size exceeded".equals(message)) {
      return HEADERS_TOO_LARGE;
    }
    return type == EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var exact = exactly(type, status, message);
    LOG.debug("Not a request: {} {}", exact.code(), message);
    return TransportResponse.builder()
        .status(exact)
        .header(HeaderValues.CONNECTION_CLOSE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .keepAlive(false)
        .build();
  }
}
