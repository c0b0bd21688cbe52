package dev.parley.postgres;

/** The database cannot be used; the message is one sentence and a remedy. */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
