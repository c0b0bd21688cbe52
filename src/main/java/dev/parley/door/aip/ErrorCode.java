package dev.parley.door.aip;

/** The classes of errors, each with its usual status (contract §4.2). */
enum ErrorCode {
  UNAUTHORIZED(401),
  PERMISSION_DENIED(403),
  INVALID_ARGUMENT(400),
  NOT_FOUND(404),
  CONFLICT(409),
  REQUEST_ENTITY_TOO_LARGE(413),
  FAILED_PRECONDITION(500),
  INTERNAL(500),
  TIMEOUT(500),
  CUSTOM_CLIENT(400),
  CUSTOM_SERVER(500);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
