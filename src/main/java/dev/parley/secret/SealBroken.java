package dev.parley.secret;

/** Something sealed that cannot be opened as it is. */
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBroken(Throwable cause) {
    super("A sealed secret does not open: another owner, another key, or changed bytes", cause);
  }
}
