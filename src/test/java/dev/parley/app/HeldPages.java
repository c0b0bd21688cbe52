package dev.parley.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** A site of one plain page, and of one at {@code /held} that comes when the test lets it. */
@NullMarked
final class HeldPages implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<CountDownLatch> held = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  HeldPages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", HeldPages::answer);
    server.createContext("/held", this::hold);
    server.start();
  }

  /** What {@code PARLEY_BROWSER_ALLOW_PRIVATE} is to name. */
  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + hostAndPort() + path;
  }

  /** A request for the held page, once a browser has made it; counted down, the page comes. */
  CountDownLatch request() throws InterruptedException {
    var next = held.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no browser asks for the held page");
    }
    return next;
  }

  private void hold(HttpExchange exchange) throws IOException {
    var let = new CountDownLatch(1);
    held.add(let);
    try {
      while (!let.await(20, TimeUnit.MILLISECONDS) && closing.getCount() > 0) {
        // Either ends it.
      }
      answer(exchange);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var page = "<!doctype html><title>Plain</title><h1>A plain page</h1><button>Go</button>";
      var body = page.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
