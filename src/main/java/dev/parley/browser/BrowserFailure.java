package dev.parley.browser;

/** A browser or session that cannot be used any more; the message says what to do. */
public final class BrowserFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose end it was. */
  public enum Kind {
    /** No browser could be started. */
    NOT_STARTED,
    /** The browser ended under its sessions; a new session can restore a checkpoint. */
    BROWSER_GONE,
    /** The session was closed. */
    CLOSED
  }

  private final Kind kind;

  public BrowserFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
