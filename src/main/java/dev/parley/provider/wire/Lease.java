package dev.parley.provider.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection while one call has it. Whoever cancels the call may come late: once the call has let
 * go, its connection serves another and is not closed any more.
 */
final class Lease {
  private static final int LONGEST_REST_MILLIS = 1_000;

  private final AtomicReference<@Nullable Connection> held;
  private final Connections connections;
  private boolean finished;

  Lease(Connection connection, Connections connections) {
    this.held = new AtomicReference<>(connection);
    this.connections = connections;
  }

  /** From any thread. */
  void close() {
    var connection = held.getAndSet(null);
    if (connection != null) {
      connection.close();
    }
  }

  /** Lets go after a reply that came to its end marker. */
  void finish(ReplyBody body) {
    finished = true;
    if (!body.reusable()) {
      close();
    } else if (body.endsAtOnce()) {
      giveBack();
    } else {
      // the caller has his reply; what little follows is nobody's hurry
      Thread.ofVirtual().start(() -> drain(body));
      CompletableFuture.delayedExecutor(LONGEST_REST_MILLIS, TimeUnit.MILLISECONDS)
          .execute(this::close);
    }
  }

  /** Closes the connection, unless the reply came to its end marker. */
  void end() {
    if (!finished) {
      close();
    }
  }

  private void drain(ReplyBody body) {
    if (body.drained()) {
      giveBack();
    } else {
      close();
    }
  }

  private void giveBack() {
    var connection = held.getAndSet(null);
    if (connection != null) {
      connections.giveBack(connection);
    }
  }
}
