package dev.parley.http;

/** The client has closed its connection; nothing can be sent to it any more. */
public final class ClientGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientGone(String message) {
    super(message, null, false, false);
  }
}
