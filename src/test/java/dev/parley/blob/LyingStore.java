package dev.parley.blob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.NullMarked;

/** A store that says yes to everything, knows no sums, and has five zeroes wherever it is asked. */
@NullMarked
record LyingStore(HttpServer server) implements AutoCloseable {
  static LyingStore start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    var _ = server.createContext("/", LyingStore::answer);
    server.start();
    return new LyingStore(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What is called {@code cut} has a hundred bytes and ends after five. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var _ = exchange.getRequestBody().readAllBytes();
      boolean cut = exchange.getRequestURI().getPath().endsWith("/cut");
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          exchange.sendResponseHeaders(200, cut ? 100 : 5);
          exchange.getResponseBody().write(new byte[5]);
          exchange.getResponseBody().flush();
        }
        case "HEAD" -> {
          exchange.getResponseHeaders().set("Content-Length", "5");
          exchange.sendResponseHeaders(200, -1);
        }
        default -> exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
