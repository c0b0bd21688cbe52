package dev.parley.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/**
 * The functions of the tests' workspace, over HTTP; it counts what it is asked.
 *
 * <p>{@code /echo} answers what it was sent, {@code /gate} once it is opened, {@code /broken} with
 * status 500, {@code /slow} after a moment.
 */
@NullMarked
final class FunctionServer implements AutoCloseable {
  /** One call as it came. */
  record Call(String path, String key, JsonObject input) {}

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, CountDownLatch> gates = new ConcurrentHashMap<>();

  FunctionServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  /** Lets the call of {@code /gate} with this name go on, now or when it comes. */
  void open(String gate) {
    gate(gate).countDown();
  }

  /** Waits until {@code /gate} has been called with this name. */
  void awaitCall(String gate) throws Exception {
    Await.until(
        "a call of gate " + gate,
        () ->
            calls("/gate").stream()
                .anyMatch(call -> call.input().text("gate").equals(Optional.of(gate))));
  }

  private CountDownLatch gate(String name) {
    return gates.computeIfAbsent(name, _ -> new CountDownLatch(1));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var input = body.length == 0 ? JsonObject.EMPTY : (JsonObject) Json.parse(body);
      var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      var path = exchange.getRequestURI().getPath();
      calls.add(new Call(path, key == null ? "" : key, input));
      switch (path) {
        case "/broken" -> answer(exchange, 500, new JsonValue.JsonText("out of order"));
        case "/gate" -> {
          gate(input.text("gate").orElse("")).await();
          answer(exchange, 200, input);
        }
        case "/slow" -> {
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(150_000_000));
          answer(exchange, 200, input);
        }
        case "/echo" -> answer(exchange, 200, input);
        default -> answer(exchange, 404, JsonObject.EMPTY);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonValue body) throws IOException {
    var bytes = Json.print(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    gates.values().forEach(CountDownLatch::countDown);
    server.stop(0);
  }
}
