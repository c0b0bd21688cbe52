package dev.parley.egress;

import java.io.IOException;

/** Bytes that are no message we would pass on. */
final class MalformedMessage extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  MalformedMessage(String why) {
    super(why);
    this.why = why;
  }

  /** In words that end a sentence. */
  String why() {
    return why;
  }
}
