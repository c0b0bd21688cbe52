package dev.parley.chrome.cdp;

/** A command that has no result. */
public final class CdpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** The browser refused it, or cannot any more. */
    REFUSED,
    /** No answer in time. */
    TIMED_OUT,
    /** The renderer crashed. */
    CRASHED,
    /** The target is gone. */
    DETACHED,
    /** The browser is gone. */
    CLOSED
  }

  private final Kind kind;

  private final String why;

  CdpFailure(Kind kind, String why) {
    super(why, null, false, true);
    this.kind = kind;
    this.why = why;
  }

  CdpFailure again() {
    return new CdpFailure(kind, why);
  }

  /** What the browser said, or we. */
  public String why() {
    return why;
  }

  public Kind kind() {
    return kind;
  }
}
