package dev.parley.tool.browser;

/** Arguments that no action takes; the message tells the model what to send. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String correction) {
    super(correction, null, false, false);
  }
}
