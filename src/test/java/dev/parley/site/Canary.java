package dev.parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that no page may reach: it counts who does, on both loopback addresses. */
public final class Canary implements AutoCloseable {
  private final AtomicInteger touches = new AtomicInteger();
  private final List<ServerSocket> sockets = new ArrayList<>();

  private Canary() {}

  static Canary start() {
    var canary = new Canary();
    try {
      var first = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      canary.listen(first);
      try {
        canary.listen(new ServerSocket(first.getLocalPort(), 50, InetAddress.ofLiteral("::1")));
      } catch (IOException _) {
        // A machine without IPv6 has nothing to reach there.
      }
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    return canary;
  }

  private void listen(ServerSocket socket) {
    sockets.add(socket);
    Thread.ofVirtual()
        .start(() -> {
          while (!socket.isClosed()) {
            try (var _ = socket.accept()) {
              touches.incrementAndGet();
            } catch (IOException _) {
              return;
            }
          }
        });
  }

  public int port() {
    return sockets.getFirst().getLocalPort();
  }

  /** Connections so far. */
  public int touches() {
    return touches.get();
  }

  @Override
  public void close() {
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException stuck) {
        throw new UncheckedIOException(stuck);
      }
    }
  }
}
