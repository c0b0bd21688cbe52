package dev.parley.door.identity;

/** Ends the handling of a request with the reply to send. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TokenReply reply;

  Refused(TokenReply reply) {
    this.reply = reply;
  }

  TokenReply reply() {
    return reply;
  }
}
