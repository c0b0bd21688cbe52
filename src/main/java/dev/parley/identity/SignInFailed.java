package dev.parley.identity;

/** Nobody could be signed in by a provider; the message is for whoever tried. */
public final class SignInFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, as far as one can tell. */
  public enum Why {
    /** The provider did not answer as it should; another time it may. */
    PROVIDER_AWAY,
    /** What came back proves nothing. */
    NOT_PROVED,
    /** It is proved who it is, but there is no account for them. */
    NO_ACCOUNT,
    /** Too many attempts failed. */
    TOO_OFTEN
  }

  private final Why why;

  public SignInFailed(Why why, String message) {
    super(message);
    this.why = why;
  }

  public SignInFailed(Why why, String message, Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
