package dev.parley.egress;

import java.io.IOException;

/**
 * The browser's half of an exchange: sends its body on, then waits for what it does next.
 *
 * <p>Runs beside the answer, since a server may answer, or want to say "go on", before it has read
 * everything. A browser that goes away meanwhile ends the exchange.
 */
final class Upload implements Runnable {
  private static final long MOST_DISCARDED = 1024 * 1024;

  private final ClientConnection connection;
  private final BodyReader body;
  private final BodyWriter origin;
  private final Thread thread;
  private volatile boolean sent;
  private volatile boolean read;

  Upload(ClientConnection connection, BodyReader body, BodyWriter origin) {
    this.connection = connection;
    this.body = body;
    this.origin = origin;
    this.sent = body.ended();
    this.read = body.ended();
    this.thread = Thread.ofVirtual().name("egress-upload").unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Whether the target got the whole body. */
  boolean sent() {
    return sent;
  }

  /** Waits until the next request begins; false if the connection cannot carry one. */
  boolean nextComes() {
    try {
      thread.join();
      return read;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void run() {
    boolean next = false;
    try {
      if (!read) {
        send();
      }
      next = read && connection.client().rest();
    } catch (IOException browserGone) {
      next = false;
    } finally {
      if (!next) {
        read = false;
        connection.cut();
      }
    }
  }

  /** A target that no longer listens may already have answered; the browser must get to it. */
  private void send() throws IOException {
    var buffer = BodyWriter.buffer();
    boolean listens = true;
    long left = MOST_DISCARDED;
    while (!body.ended() && left > 0) {
      int count = body.read(buffer, BodyWriter.ROOM, BodyWriter.SIZE);
      if (listens) {
        listens = count < 0 || pass(buffer, count);
      } else {
        left -= Math.max(count, 0);
      }
    }
    sent = listens && body.ended() && end();
    read = body.ended();
  }

  private boolean pass(byte[] buffer, int count) {
    try {
      origin.write(buffer, count);
      return true;
    } catch (IOException targetGone) {
      return false;
    }
  }

  private boolean end() {
    try {
      origin.end();
      return true;
    } catch (IOException targetGone) {
      return false;
    }
  }
}
