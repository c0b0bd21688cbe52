package dev.parley.bench.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.browser.SessionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The bench's own pages over loopback HTTP; it knows when each was first asked for. */
final class BenchSite implements AutoCloseable {
  private static final String PAGE = "/page/";

  private final HttpServer server;
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

  private BenchSite(HttpServer server) {
    this.server = server;
  }

  static BenchSite start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var site = new BenchSite(HttpServer.create(address, 100));
      site.server.createContext("/", site::answer);
      site.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      site.server.start();
      return site;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      arrivals.putIfAbsent(path, System.nanoTime());
      var page = path.startsWith(PAGE) ? BenchPages.mixed(elements(path)) : BenchPages.LIGHT;
      var bytes = page.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static int elements(String path) {
    return Integer.parseInt(path.substring(PAGE.length()).replaceFirst("/.*", ""));
  }

  /** Allows this site and no other private address. */
  SessionSpec.Policy policy() {
    return new SessionSpec.Policy(Set.of(), Set.of(), Set.of(host()), null);
  }

  /** Its host and port. */
  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  /** The path of such a page for somebody of that name, whose first request can be told so. */
  static String mixedFor(String name, int elements) {
    return PAGE + elements + "/" + name;
  }

  /** A page of so many elements. */
  String mixed(int elements) {
    return url(PAGE + elements);
  }

  /** When a path was first asked for, by {@link System#nanoTime}. */
  long arrival(String path) {
    return arrivals.getOrDefault(path, Long.MAX_VALUE);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
