package dev.parley.cli;

import dev.parley.json.JsonValue.JsonObject;

/** A server that refused, failed or was not there, in words for whoever typed the command. */
final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonObject body;

  /** No answer came. */
  RemoteFailure(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.body = JsonObject.EMPTY;
  }

  RemoteFailure(int status, String message, JsonObject body) {
    super(message);
    this.status = status;
    this.body = body;
  }

  /** Of HTTP; 0 when no answer came. */
  int status() {
    return status;
  }

  /** What the server sent; empty if that was no JSON. */
  JsonObject body() {
    return body;
  }
}
