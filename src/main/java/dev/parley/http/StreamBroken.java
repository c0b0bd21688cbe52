package dev.parley.http;

/** Thrown by a writer to break its stream off, so that the client sees a truncated body. */
public final class StreamBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why for the log, never sent
   */
  public StreamBroken(String why) {
    super(why, null, false, false);
  }
}
