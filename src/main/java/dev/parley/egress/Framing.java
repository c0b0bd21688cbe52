package dev.parley.egress;

/** How the end of a body is told. */
sealed interface Framing {
  /** So many bytes. */
  record Sized(long length) implements Framing {}

  /** Pieces with their lengths. */
  record Chunked() implements Framing {}

  /** The connection's end is the body's. */
  record UntilClose() implements Framing {}

  static Framing none() {
    return new Sized(0);
  }

  static Framing sized(String digits) throws MalformedMessage {
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedMessage("the length is no number");
    }
    return new Sized(Long.parseLong(digits));
  }

  default boolean empty() {
    return this instanceof Sized(long length) && length == 0;
  }
}
