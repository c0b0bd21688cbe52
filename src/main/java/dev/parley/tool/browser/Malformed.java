package dev.parley.tool.browser;

/** Arguments that no action takes; the message tells the model what to send. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String correction;

  Malformed(String correction) {
    super(correction, null, false, false);
    this.correction = correction;
  }

  String correction() {
    return correction;
  }
}
