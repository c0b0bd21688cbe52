package dev.parley.provider.openai;

import dev.parley.cancel.Cancel;
import dev.parley.provider.wire.Connection;
import java.time.Duration;

/** Closes a connection whose other side has said nothing for too long. */
final class Silence implements AutoCloseable {
  private final Connection connection;
  private final Duration longest;
  private final Cancel over = new Cancel();
  private volatile long heard = System.nanoTime();
  private volatile boolean tooLong;

  private Silence(Connection connection, Duration longest) {
    this.connection = connection;
    this.longest = longest;
  }

  static Silence watch(Connection connection, Duration longest) {
    var silence = new Silence(connection, longest);
    Thread.ofVirtual().name("upstream-silence").start(silence::await);
    return silence;
  }

  private void await() {
    try {
      Duration left = longest;
      while (left.isPositive()) {
        if (over.awaitCancelled(left)) {
          return;
        }
        left = longest.minusNanos(System.nanoTime() - heard);
      }
      tooLong = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  void heard() {
    heard = System.nanoTime();
  }

  boolean isTooLong() {
    return tooLong;
  }

  @Override
  public void close() {
    over.cancel();
  }
}
