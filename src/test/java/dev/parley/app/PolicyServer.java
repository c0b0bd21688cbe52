package dev.parley.app;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Purpose;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/**
 * A model that speaks the protocol of OpenAI and follows a rule, which sees what a model would.
 *
 * <p>It names tasks, extracts by repeating the page, and finds every result proven, unless it
 * {@link #refuse refuses} to. Each answer reads 1,000 tokens and writes 100.
 */
@NullMarked
final class PolicyServer implements AutoCloseable {
  /** What comes next, from nothing but the request. */
  interface Policy {
    Reply next(Asked asked) throws Exception;
  }

  /** What a model can answer. */
  sealed interface Reply {
    /** Calls, each a tool with its arguments as they are written. */
    record Calls(List<Call> calls) implements Reply {}

    /** Words. */
    record Words(String text) implements Reply {}

    /** An error that another try does not mend. */
    record Refusal() implements Reply {}

    /** No answer until the other side goes away. */
    record Never() implements Reply {}

    static Reply call(String tool, JsonObject input) {
      return new Calls(List.of(new Call(tool, Json.print(input))));
    }

    static Reply done(String text, boolean success) {
      var input = JsonObject.EMPTY.with("text", text).with("success", bool(success));
      return call("done", input);
    }

    private static JsonValue bool(boolean value) {
      return Json.parse(Boolean.toString(value));
    }
  }

  /** One call, its arguments as they are written, which may be no JSON. */
  record Call(String tool, String arguments) {}

  private final ServerSocket socket;
  private final Policy policy;
  private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Set<Purpose> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger left = new AtomicInteger();

  PolicyServer(Policy policy) throws IOException {
    this.policy = policy;
    this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** What {@code PARLEY_MODEL} is to be. */
  String spec() {
    return "openai@http://127.0.0.1:" + socket.getLocalPort() + "/v1:policy";
  }

  /** From now on what is asked for this is refused. */
  void refuse(Purpose purpose) {
    refused.add(purpose);
  }

  /** All requests so far, whatever they asked for. */
  List<JsonObject> asked() {
    return List.copyOf(asked);
  }

  /** What went wrong in the policy. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Requests that are kept waiting now. */
  int waiting() {
    return waiting.get();
  }

  /** Requests kept waiting whose connection was closed by the other side. */
  int left() {
    return left.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var one = socket.accept();
        Thread.ofVirtual().start(() -> serve(one));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket one) {
    try (one) {
      var in = new BufferedInputStream(one.getInputStream());
      var request = (JsonObject) Json.parse(body(in));
      asked.add(request);
      switch (reply(new Asked(request))) {
        case Reply.Never _ -> {
          waiting.incrementAndGet();
          awaitEnd(in);
          waiting.decrementAndGet();
          left.incrementAndGet();
        }
        case Reply.Refusal _ -> refuse(one);
        case Reply.Words(var text) ->
            answer(one, List.of(JsonObject.EMPTY.with("content", text)), "stop");
        case Reply.Calls(var calls) -> answer(one, deltas(calls), "tool_calls");
      }
    } catch (IOException gone) {
      // A killed server is part of the tests.
    } catch (Exception | AssertionError failed) {
      failures.add(failed);
    }
  }

  private Reply reply(Asked request) throws Exception {
    if (refused.contains(request.purpose())) {
      return new Reply.Refusal();
    }
    return switch (request.purpose()) {
      case TITLE -> new Reply.Words("A Task");
      case CHECK -> new Reply.Words("yes");
      case EXTRACTION -> new Reply.Words(request.last());
      case NEXT -> policy.next(request);
    };
  }

  private static void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        // Nothing more is expected.
      }
    } catch (IOException reset) {
      // An end as well.
    }
  }

  private static byte[] body(InputStream in) throws IOException {
    int length = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("no request");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  private static List<JsonObject> deltas(List<Call> calls) {
    var deltas = new ArrayList<JsonObject>();
    for (int i = 0; i < calls.size(); i++) {
      var function =
          JsonObject.EMPTY
              .with("name", calls.get(i).tool())
              .with("arguments", calls.get(i).arguments());
      var call =
          JsonObject.EMPTY
              .with("index", new JsonNumber(i))
              .with("id", "call-" + Long.toHexString(System.nanoTime()) + "-" + i)
              .with("type", "function")
              .with("function", function);
      deltas.add(JsonObject.EMPTY.with("tool_calls", new JsonArray(List.of(call))));
    }
    return deltas;
  }

  private static void answer(Socket one, List<JsonObject> deltas, String reason)
      throws IOException {
    var text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
    text.append("Connection: close\r\n\r\n");
    for (var delta : deltas) {
      chunk(text, "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");
    }
    chunk(text, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    chunk(text, "{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100}}");
    chunk(text, "[DONE]");
    one.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    one.getOutputStream().flush();
  }

  private static void refuse(Socket one) throws IOException {
    String body = "{\"error\":{\"message\":\"not today\",\"type\":\"invalid_request_error\"}}";
    String text =
        "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + ("Content-Length: " + body.length() + "\r\n\r\n" + body);
    one.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    one.getOutputStream().flush();
  }

  private static void chunk(StringBuilder text, String data) {
    text.append("data: ").append(data).append("\n\n");
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException stuck) {
      throw new java.io.UncheckedIOException(stuck);
    }
  }
}
