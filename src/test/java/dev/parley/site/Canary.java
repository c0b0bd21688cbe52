package dev.parley.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that no page may reach: it counts who does, on both loopback addresses. */
public final class Canary implements AutoCloseable {
  private static final int ATTEMPTS = 20;

  private final AtomicInteger touches = new AtomicInteger();
  private final AtomicInteger datagrams = new AtomicInteger();
  private final List<ServerSocket> sockets = new ArrayList<>();
  private final List<DatagramSocket> mailboxes = new ArrayList<>();

  private Canary() {}

  static Canary start() {
    for (int attempt = 1; ; attempt++) {
      var canary = new Canary();
      try {
        canary.listen();
        return canary;
      } catch (IOException taken) {
        canary.close();
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(taken);
        }
      }
    }
  }

  /** One number for both kinds of transport, which may be taken for one of them. */
  private void listen() throws IOException {
    var here = InetAddress.ofLiteral("127.0.0.1");
    listen(new ServerSocket(0, 50, here));
    receive(new DatagramSocket(new InetSocketAddress(here, port())));
    var here6 = InetAddress.ofLiteral("::1");
    try {
      listen(new ServerSocket(port(), 50, here6));
      receive(new DatagramSocket(new InetSocketAddress(here6, port())));
    } catch (IOException _) {
      // A machine without IPv6 has nothing to reach there.
    }
  }

  private void receive(DatagramSocket socket) {
    mailboxes.add(socket);
    Thread.ofVirtual()
        .start(() -> {
          while (!socket.isClosed()) {
            try {
              socket.receive(new DatagramPacket(new byte[64], 64));
              datagrams.incrementAndGet();
            } catch (IOException _) {
              return;
            }
          }
        });
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

  /** Datagrams so far. */
  public int datagrams() {
    return datagrams.get();
  }

  @Override
  public void close() {
    mailboxes.forEach(DatagramSocket::close);
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException stuck) {
        throw new UncheckedIOException(stuck);
      }
    }
  }
}
