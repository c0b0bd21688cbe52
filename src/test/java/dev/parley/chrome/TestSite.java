package dev.parley.chrome;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A site on loopback, one page a path, that remembers what it was asked. */
final class TestSite implements AutoCloseable {
  private final HttpServer server;
  final List<String> requests = new CopyOnWriteArrayList<>();

  TestSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    page("/", "<title>Home</title><h1>Welcome</h1>");
    server.start();
  }

  /** A handler that may throw. */
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  TestSite on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("User-Agent")
                  + " cookie="
                  + exchange.getRequestHeaders().getFirst("Cookie"));
          handler.handle(exchange);
        });
    return this;
  }

  TestSite page(String path, String html) {
    return on(path, exchange -> send(exchange, "text/html; charset=utf-8", html));
  }

  TestSite download(String path, String disposition, String content) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Disposition", disposition);
          send(exchange, "application/octet-stream", content);
        });
  }

  static void send(HttpExchange exchange, String type, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://site.test:" + server.getAddress().getPort() + path;
  }

  String url(String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
