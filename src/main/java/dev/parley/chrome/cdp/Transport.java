package dev.parley.chrome.cdp;

/** Carries whole messages to and from a browser. */
public interface Transport extends AutoCloseable {
  /** Begins to deliver, on one thread of its own, in order; to be called once. */
  void start(Receiver receiver);

  /** Hands a message over; never blocks. */
  void send(byte[] utf8);

  /** Ends the browser's end of it, too. */
  @Override
  void close();

  /** Takes what comes; must not block. */
  interface Receiver {
    void message(byte[] utf8);

    /** Nothing comes any more; called once. */
    void closed(String why);
  }
}
