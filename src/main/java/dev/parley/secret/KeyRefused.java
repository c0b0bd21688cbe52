package dev.parley.secret;

/** The server key is missing, unsafe or the wrong one; the message ends in a remedy. */
public final class KeyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyRefused(String message) {
    super(message);
  }

  public KeyRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
