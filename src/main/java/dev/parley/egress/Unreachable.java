package dev.parley.egress;

import java.io.IOException;

/** A target that passed the rules and could not be reached. */
final class Unreachable extends IOException {
  private static final long serialVersionUID = 1L;

  private final String why;

  Unreachable(String why) {
    super(why);
    this.why = why;
  }

  /** In words that end a sentence. */
  String why() {
    return why;
  }
}
