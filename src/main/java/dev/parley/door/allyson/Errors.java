package dev.parley.door.allyson;

/**
 * How one operation reports errors (contract §1.5).
 *
 * @param failure the words for what nobody foresaw
 */
record Errors(Keys keys, String failure) {
  static final Errors UNKNOWN_ROUTE = new Errors(Keys.ERROR, "Something went wrong");

  /** Which members an error's body has. */
  enum Keys {
    /** {@code {"error"}}. */
    ERROR,
    /** {@code {"error"}}; what is not there has both keys, for clients of either convention. */
    ONE_SESSION,
    /** {@code {"status", "message"}} for a worker that is not there, else {@code {"error"}}. */
    WORKER,
    /** {@code {"success": false, "error"}}. */
    SUCCESS_AND_ERROR,
    /** {@code {"success": false, "message"}}. */
    SUCCESS_AND_MESSAGE,
    /** {@code {"success": false, "error"}}, and {@code "details"} if there are any. */
    CHAT,
    /** {@code {"message"}}. */
    MESSAGE
  }
}
