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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * A model of OpenAI's protocol that thinks until the test says what it answers.
 *
 * <p>It names tasks and finds every result proven by itself.
 */
@NullMarked
final class HeldModel implements AutoCloseable {
  private static final Pattern STEP = Pattern.compile("^Step (\\d+) of \\d+\\.");

  private final HttpServer server;
  private final ConcurrentHashMap<String, BlockingQueue<Asked>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  /** One request for what to do next, open until it is answered or its asker is gone. */
  static final class Asked {
    private final List<JsonObject> messages;
    private final CompletableFuture<List<JsonObject>> answer = new CompletableFuture<>();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    private Asked(JsonObject request) {
      this.messages = ModelServer.objects(request, "messages");
    }

    private static String content(JsonObject message) {
      return message.text("content").orElse("");
    }

    /** What the user messages hold, from the second on. */
    List<String> said() {
      return ofRole("user").stream().skip(1).toList();
    }

    /** What came of the calls so far. */
    List<String> results() {
      return ofRole("tool");
    }

    private List<String> ofRole(String role) {
      return messages.stream()
          .filter(message -> message.text("role").orElse("").equals(role))
          .map(Asked::content)
          .toList();
    }

    /** Which step it is told that this is. */
    int step() {
      var step = STEP.matcher(content(messages.getLast()));
      if (!step.find()) {
        throw new AssertionError("no step in " + content(messages.getLast()));
      }
      return Integer.parseInt(step.group(1));
    }

    boolean isOpen() {
      return !answer.isDone() && !left.isDone();
    }

    /** Waits until the asker has closed the connection. */
    void awaitLeft() throws InterruptedException {
      try {
        var _ = left.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException kept) {
        throw new AssertionError("the call of the model is still open", kept);
      }
    }
  }

  HeldModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  /** What {@code PARLEY_MODEL} is to be. */
  String spec() {
    return "openai@http://127.0.0.1:" + server.getAddress().getPort() + "/v1:held";
  }

  /** The next request of the session with this task, once it is there. */
  Asked next(String task) throws InterruptedException {
    var next = queue(task).poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the model is not asked for '" + task + "'");
    }
    return next;
  }

  private BlockingQueue<Asked> queue(String task) {
    return asked.computeIfAbsent(task, _ -> new LinkedBlockingQueue<>());
  }

  /** Answers a request with calls made by {@link #call}. */
  void answer(Asked open, JsonObject... wanted) {
    if (!open.answer.complete(List.of(wanted))) {
      throw new AssertionError("answered before");
    }
  }

  JsonObject call(String tool, JsonObject input) {
    var function = JsonObject.EMPTY.with("name", tool).with("arguments", Json.print(input));
    return JsonObject.EMPTY
        .with("id", "call-" + calls.incrementAndGet())
        .with("type", "function")
        .with("function", function);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = (JsonObject) Json.parse(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      var out = exchange.getResponseBody();
      if (request.get("tools").isEmpty()) {
        finish(out, JsonObject.EMPTY.with("content", "yes"), "stop");
        return;
      }
      var open = new Asked(request);
      queue(task(open)).add(open);
      finish(out, delta(await(open, out)), "tool_calls");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String task(Asked open) {
    return open.ofRole("user").getFirst();
  }

  /** Only who writes learns that nobody reads any more. */
  private static List<JsonObject> await(Asked open, OutputStream out)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return open.answer.get(20, TimeUnit.MILLISECONDS);
      } catch (TimeoutException thinking) {
        try {
          out.write(": thinking\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
        } catch (IOException gone) {
          open.left.complete(true);
          throw gone;
        }
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static JsonObject delta(List<JsonObject> calls) {
    var numbered = new ArrayList<JsonObject>();
    for (var call : calls) {
      numbered.add(call.with("index", new JsonNumber(numbered.size())));
    }
    return JsonObject.EMPTY.with("tool_calls", new JsonArray(List.copyOf(numbered)));
  }

  private static void finish(OutputStream out, JsonObject delta, String reason) throws IOException {
    chunk(out, "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");
    chunk(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    chunk(out, "[DONE]");
    out.close();
  }

  private static void chunk(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
