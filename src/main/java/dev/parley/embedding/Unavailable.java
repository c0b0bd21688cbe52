package dev.parley.embedding;

/** The model cannot be used here; who asked goes on without vectors. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unavailable(String message) {
    super(message);
  }
}
