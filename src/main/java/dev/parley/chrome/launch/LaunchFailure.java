package dev.parley.chrome.launch;

/** No browser; the message says why and what to do. */
public final class LaunchFailure extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchFailure(String message) {
    super(message);
  }
}
