package dev.parley.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A model that speaks the protocol of OpenAI, and does what the last user message says.
 *
 * <ul>
 *   <li>{@code status 429} (or any other): answers with that status.
 *   <li>{@code recover}: status 503 the first time that text comes, then an answer.
 *   <li>{@code hang}, {@code cut}, {@code garbage}: nothing; half an answer without its end marker;
 *       what is no JSON.
 *   <li>{@code plan once:a1 safe:b1+idempotent:c1}: calls these tools, one message after the other,
 *       calls joined by + in one message; then answers with {@code done} and all that was told. A
 *       call of which it is told that its outcome is unknown it makes again if the name ends in
 *       {@code r}.
 *   <li>all else: {@code You said: …}, in pieces.
 * </ul>
 */
@NullMarked
final class ModelServer implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("status (\\d{3})(?: after (\\d+))?");

  /** One call the plan asks for. */
  record Wanted(String tool, String key) {
    static Wanted parse(String text) {
      var parts = text.split(":", 2);
      return new Wanted(parts[0], parts[1]);
    }
  }

  private final CountDownLatch read = new CountDownLatch(1);
  private final HttpServer server;
  private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  ModelServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Cuts what is said until it is read off. */
  void cutOff() {
    read.countDown();
  }

  /** All requests so far. */
  List<JsonObject> asked() {
    return List.copyOf(asked);
  }

  /** The calls of whose unknown outcome it was told, by their keys. */
  Set<String> toldUnknown() {
    return Set.copyOf(told);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes());
      asked.add(request);
      var messages = objects(request, "messages");
      var last = messages.stream().filter(m -> role(m).equals("user")).toList().getLast();
      var text = last.text("content").orElse("");
      var status = STATUS.matcher(text);
      if (text.startsWith("plan ")) {
        followPlan(
            exchange,
            text.substring(5),
            messages.subList(messages.lastIndexOf(last), messages.size()));
      } else if (status.find()) {
        refuse(exchange, Integer.parseInt(status.group(1)), status.group(2));
      } else if (text.startsWith("recover") && seen.add(text)) {
        refuse(exchange, 503, null);
      } else {
        answer(exchange, text);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String text) throws IOException, InterruptedException {
    switch (text) {
      case "hang" -> closing.await();
      case "cut" -> say(begin(exchange), "Half an ");
      case "cut once read" -> {
        say(begin(exchange), "Half an ");
        read.await();
      }
      case "garbage" -> chunk(begin(exchange), "<html>busy</html>");
      default -> {
        var out = begin(exchange);
        for (var word : ("You said: " + text).split("(?<= )")) {
          say(out, word);
        }
        finish(out, "stop");
      }
    }
  }

  /** Stateless like a real model: what comes next follows from the messages. */
  private void followPlan(HttpExchange exchange, String plan, List<JsonObject> since)
      throws IOException {
    var results = new ArrayList<String>();
    int round = 0;
    var again = new ArrayList<Wanted>();
    for (var message : since) {
      if (role(message).equals("assistant")) {
        round++;
        again.clear();
      } else if (role(message).equals("tool")) {
        var content = message.text("content").orElse("");
        results.add(content);
        var key = message.text("tool_call_id").orElse("").replaceAll("^call-\\d+-", "");
        if (content.contains("unknown")) {
          told.add(key);
          if (key.endsWith("r")) {
            again.add(new Wanted("once", key));
          }
        }
      }
    }
    LockSupport.parkNanos(20_000_000);
    var out = begin(exchange);
    int repeats = repeats(since);
    var rounds = plan.split(" ");
    if (!again.isEmpty()) {
      call(out, again, round);
    } else if (round - repeats < rounds.length) {
      var wanted = new ArrayList<Wanted>();
      for (var each : rounds[round - repeats].split("\\+")) {
        wanted.add(Wanted.parse(each));
      }
      call(out, wanted, round);
    } else {
      for (var word : ("done: " + String.join(" ", results)).split("(?<= )")) {
        say(out, word);
        LockSupport.parkNanos(5_000_000);
      }
      finish(out, "stop");
    }
  }

  /** How many of the rounds so far only made a call again. */
  private static int repeats(List<JsonObject> since) {
    var before = new ArrayList<String>();
    int repeats = 0;
    for (var message : since) {
      if (role(message).equals("assistant")) {
        var keys =
            objects(message, "tool_calls").stream()
                .map(call -> call.text("id").orElseThrow().replaceAll("^call-\\d+-", ""))
                .toList();
        if (before.containsAll(keys)) {
          repeats++;
        }
        before.addAll(keys);
      }
    }
    return repeats;
  }

  private static void call(OutputStream out, List<Wanted> wanted, int round) throws IOException {
    for (int i = 0; i < wanted.size(); i++) {
      var arguments = Json.print(JsonObject.EMPTY.with("key", wanted.get(i).key()));
      var call =
          JsonObject.EMPTY
              .with("index", new JsonNumber(i))
              .with("id", "call-" + round + "-" + wanted.get(i).key())
              .with("type", "function")
              .with(
                  "function",
                  JsonObject.EMPTY.with("name", wanted.get(i).tool()).with("arguments", arguments));
      delta(out, JsonObject.EMPTY.with("tool_calls", new JsonArray(List.of(call))));
    }
    finish(out, "tool_calls");
  }

  private static void refuse(HttpExchange exchange, int status, @Nullable String retryAfter)
      throws IOException {
    if (retryAfter != null) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    var error = JsonObject.EMPTY.with("message", "the model server says " + status);
    var body = Json.print(JsonObject.EMPTY.with("error", error)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void say(OutputStream out, String text) throws IOException {
    delta(out, JsonObject.EMPTY.with("role", "assistant").with("content", text));
  }

  private static void delta(OutputStream out, JsonObject delta) throws IOException {
    chunk(out, "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");
  }

  private static void finish(OutputStream out, String reason) throws IOException {
    chunk(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    chunk(
        out,
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}}");
    chunk(out, "[DONE]");
    out.close();
  }

  private static void chunk(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String role(JsonObject message) {
    return message.text("role").orElse("");
  }

  static List<JsonObject> objects(JsonObject parent, String name) {
    return parent.get(name).orElseThrow() instanceof JsonArray(var elements)
        ? elements.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
