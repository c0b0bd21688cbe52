package dev.parley.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Speaks the web agent's API by a script: one scene for each look at the session. */
@NullMarked
final class RunServer implements AutoCloseable {
  private static final String ID = "a1b2c3d4";

  /**
   * How the session stands.
   *
   * @param session members of the session document
   * @param until end of the path of the request that ends the scene; null for the next look
   */
  record Scene(String session, String steps, @Nullable String until) {}

  private final HttpServer server;
  private final List<Scene> scenes = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private int scene;
  private boolean seen;

  /** Statuses to refuse the next requests with; 0 hangs up. */
  final ConcurrentLinkedDeque<Integer> refusals = new ConcurrentLinkedDeque<>();

  final Collection<String> requests = new ConcurrentLinkedQueue<>();
  final Collection<String> keys = new ConcurrentLinkedQueue<>();
  final CountDownLatch watched = new CountDownLatch(1);

  RunServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  ServerAddress address() {
    return new ServerAddress("http://127.0.0.1:" + server.getAddress().getPort(), "token");
  }

  /** A scene that ends with the next look. */
  RunServer scene(String session, String... steps) {
    scenes.add(new Scene(session, String.join(",", steps), null));
    return this;
  }

  /** A scene that goes on until such a request has come. */
  RunServer sceneUntil(String path, String session, String... steps) {
    scenes.add(new Scene(session, String.join(",", steps), path));
    return this;
  }

  RunServer completed(String result, boolean success, String... steps) {
    return scene(
        """
        "status":"completed","success":%s,"cost":0.04,"files":[%s],"messages":[
          {"role":"user","content":"Task"},
          {"role":"assistant","content":"I end.","agent_data":{"action":[
            {"done":{"text":"%s","success":%s}}]}}]
        """
            .formatted(success, String.join(",", files.keySet()), result, success),
        steps);
  }

  /** A file of the session; the name as JSON writes it. */
  RunServer file(String name, String content) {
    var path = "/signed/" + files.size();
    files.put(
        "{\"filename\":\"%s\",\"signedUrl\":\"%s%s\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"size\":%d}"
            .formatted(name, address().url(), path, content.length()),
        content);
    return this;
  }

  static String step(int no, String action, String input, String title, String result) {
    return """
    {"no":%d,"round":%d,"action":"%s","input":%s,"title":"%s","url":"http://shop/","result":"%s",\
    "outcome":"DONE"}\
    """
        .formatted(no, no, action, input, title, result);
  }

  static String open(int no, String action) {
    return "{\"no\":%d,\"round\":%d,\"action\":\"%s\",\"input\":{},\"result\":\"\",\"outcome\":\"OPEN\"}"
        .formatted(no, no, action);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
    var refusal = refusals.poll();
    if (path.endsWith("/new")) {
      keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    }
    if (refusal != null) {
      refuse(exchange, refusal);
    } else if (path.startsWith("/signed/")) {
      var content = List.copyOf(files.values()).get(Integer.parseInt(path.substring(8)));
      boolean told = exchange.getRequestHeaders().containsKey("Authorization");
      send(exchange, told ? 400 : 200, content);
    } else if (path.endsWith("/new")) {
      send(exchange, 200, "{\"sessionId\":\"" + ID + "\",\"name\":\"Find a Price\"}");
    } else if (path.endsWith("/live")) {
      send(exchange, 200, "{\"url\":\"http://live.test/live/#live1.x\"}");
    } else if (path.equals("/v1/sessions/" + ID)) {
      session(exchange);
    } else if (path.equals("/console/v1/runs/" + ID)) {
      steps(exchange);
    } else {
      end(path);
      send(exchange, 200, "{\"message\":\"done\"}");
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    if (status == 0) {
      exchange.close();
    } else {
      exchange.getResponseHeaders().add("Retry-After", "7");
      send(exchange, status, "{\"error\":\"Not now.\"}");
    }
  }

  private synchronized void end(String path) {
    var until = scenes.get(scene).until();
    if (until != null && path.endsWith(until)) {
      next();
    }
  }

  /** Ends the scene that is on. */
  synchronized void advance() {
    next();
  }

  private void next() {
    if (scene < scenes.size() - 1) {
      scene++;
      seen = false;
    }
  }

  private void session(HttpExchange exchange) throws IOException {
    Scene now;
    String tag;
    synchronized (this) {
      if (seen && scenes.get(scene).until() == null) {
        next();
      }
      seen = true;
      now = scenes.get(scene);
      tag = "\"scene-" + scene + "\"";
    }
    exchange.getResponseHeaders().add("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      send(exchange, 200, "{\"session\":{\"sessionId\":\"" + ID + "\"," + now.session() + "}}");
    }
    watched.countDown();
  }

  private void steps(HttpExchange exchange) throws IOException {
    int after = Integer.parseInt(exchange.getRequestURI().getQuery().substring("after=".length()));
    String all;
    boolean paused;
    synchronized (this) {
      all = scenes.get(scene).steps();
      paused = scenes.get(scene).session().contains("\"paused\"");
    }
    // Whoever pauses here does so to take over.
    var control = paused ? ",\"control\":{\"by\":\"Ada\"}" : "";
    var left = new ArrayList<String>();
    for (var step : all.isEmpty() ? new String[0] : all.split("(?<=}),(?=\\{\"no\")")) {
      left.add(step);
    }
    var shown = left.subList(Math.min(after, left.size()), left.size());
    send(
        exchange,
        200,
        "{\"status\":\"ACTIVE\",\"steps\":[" + String.join(",", shown) + "]" + control + "}");
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var stream = exchange.getResponseBody()) {
      stream.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
