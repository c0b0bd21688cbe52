package dev.parley.http;

/** What a route does. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers one request, on a virtual thread of its own; may block for minutes.
   *
   * <p>Anything thrown goes to {@link Surface#refuse}, with three exceptions that break the
   * connection without a status: interruption, {@link dev.parley.cancel.Cancel.Cancelled} and
   * {@link ClientGone}.
   */
  Answer handle(Request request) throws InterruptedException;
}
