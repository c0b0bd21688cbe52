package dev.parley.json;

/** A JSON document that does not fit the record it was read into. */
public final class WrongShape extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongShape(String message) {
    super(message);
  }
}
