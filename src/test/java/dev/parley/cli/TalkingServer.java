package dev.parley.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;

/** Answers like the agents API: whole, with an error, or until it is cancelled. */
@NullMarked
final class TalkingServer implements AutoCloseable {
  private static final String SESSION = "ri.aip-agents..session.1";

  private final HttpServer server;
  final CountDownLatch talking = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private volatile String message = "";

  TalkingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  ServerAddress address() {
    return new ServerAddress("http://127.0.0.1:" + server.getAddress().getPort(), "token");
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.endsWith("/streamingContinue")) {
      talk(exchange, (JsonObject) Json.parse(body));
    } else if (path.endsWith("/cancel")) {
      boolean known =
          Json.read(body, JsonObject.class).text("messageId").orElse("").equals(message);
      cancelled.countDown();
      send(exchange, known ? 200 : 400, "{}");
    } else if (path.endsWith("/content")) {
      send(
          exchange,
          200,
          "{\"exchanges\":[{\"result\":{\"parameterUpdates\":"
              + "{\"mood\":{\"type\":\"string\",\"value\":\"grand\"}}}}]}");
    } else if (path.equals("/console/v1/agents")) {
      send(
          exchange,
          200,
          "{\"agents\":[{\"rid\":\"ri.a\",\"displayName\":\"Ann\",\"newest\":\"0.1\"},"
              + "{\"rid\":\"ri.b\",\"displayName\":\"Bob\",\"newest\":\"1.0\",\"published\":\"1.0\"}]}");
    } else {
      send(exchange, 200, "{\"rid\":\"" + SESSION + "\",\"metadata\":{\"displayName\":\"Ann\"}}");
    }
  }

  private void talk(HttpExchange exchange, JsonObject body) throws IOException {
    message = body.text("messageId").orElse("");
    var text = ((JsonObject) body.get("userInput").orElseThrow()).text("text").orElse("");
    if (text.equals("fail")) {
      send(exchange, 400, "{\"errorDescription\":\"The model is tired.\"}");
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    try (var stream = exchange.getResponseBody()) {
      stream.write(("You said " + text + ".").getBytes(StandardCharsets.UTF_8));
      stream.flush();
      if (text.equals("endless")) {
        talking.countDown();
        cancelled.await();
      }
    } catch (InterruptedException ended) {
      throw new IOException(ended);
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var stream = exchange.getResponseBody()) {
      stream.write(bytes);
    }
  }

  @Override
  public void close() {
    cancelled.countDown();
    server.stop(0);
  }
}
