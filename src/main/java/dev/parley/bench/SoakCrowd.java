package dev.parley.bench;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Clients of both doors that do the same again and again, and leave nothing behind. */
final class SoakCrowd implements AutoCloseable {
  private static final String AGENTS = "/api/v2/aipAgents/agents/";
  private static final String TASKS = "/v1/sessions";
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Stopped");
  private static final int NOT_UNDER_WAY = 400;
  private static final Duration PACE = Duration.ofMillis(100);

  private final BenchServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Optional<Throwable> fault = Optional.empty();
  private volatile boolean over;

  /** One thing a client does, from its beginning to its end. */
  @FunctionalInterface
  private interface Round {
    void go() throws IOException, InterruptedException;
  }

  private SoakCrowd(BenchServer server) {
    this.server = server;
  }

  static SoakCrowd start(BenchServer server, int talkers) {
    var crowd = new SoakCrowd(server);
    for (int at = 0; at < talkers; at++) {
      crowd.repeat("conversations", crowd::talk);
    }
    crowd.repeat("cancelled streams", crowd::cancel);
    crowd.repeat("clients that vanished", crowd::vanish);
    crowd.repeat("tasks in a browser", crowd::task);
    crowd.repeat("looks around", crowd::lookAround);
    return crowd;
  }

  Map<String, Long> counts() {
    var sums = new TreeMap<String, Long>();
    counts.forEach((what, count) -> sums.put(what, count.sum()));
    return sums;
  }

  /** {@link BenchFailure} if a client was answered otherwise than it should have been. */
  void requireWell() {
    if (fault.isPresent()) {
      throw new BenchFailure("The soak broke off: " + fault.get().getMessage(), fault.get());
    }
  }

  private void repeat(String what, Round round) {
    var count = counts.computeIfAbsent(what, _ -> new LongAdder());
    threads.add(
        Thread.startVirtualThread(() -> {
          while (!over && fault.isEmpty()) {
            try {
              round.go();
              count.increment();
            } catch (InterruptedException stopped) {
              return;
            } catch (IOException | RuntimeException failed) {
              fault = over ? fault : Optional.of(failed);
            }
            LockSupport.parkNanos(PACE.toNanos());
          }
        }));
  }

  private void talk() throws IOException, InterruptedException {
    var session = open(BenchServer.AGENT);
    for (int turn = 0; turn < 3; turn++) {
      var way = turn % 2 == 0 ? "/blockingContinue" : "/streamingContinue";
      var _ = ok("POST", session + way, question());
    }
    var _ = ok("GET", session, "");
    var _ = ok("GET", session + "/content", "");
    var _ = ok("PUT", session + "/updateTitle", "{\"title\":\"Soaked\"}");
    var _ = ok("DELETE", session, "");
  }

  private void cancel() throws IOException, InterruptedException {
    var session = open(BenchServer.SLOW_AGENT);
    var named = JsonObject.EMPTY.with("messageId", UUID.randomUUID().toString());
    var wish = named.with("userInput", text()).with("parameterInputs", JsonObject.EMPTY);
    var stream =
        http.sendAsync(
            request("POST", session + "/streamingContinue", wish.toString()),
            BodyHandlers.ofString());
    LockSupport.parkNanos(PACE.toNanos() * 5);
    var cancel = request("POST", session + "/cancel", named.toString());
    // until its turn has begun there is nothing to cancel
    while (!stream.isDone()
        && http.send(cancel, BodyHandlers.discarding()).statusCode() == NOT_UNDER_WAY) {
      LockSupport.parkNanos(PACE.toNanos());
    }
    var _ = stream.join();
    var _ = ok("DELETE", session, "");
  }

  /** Its turn goes on without it, and is deleted with the session. */
  private void vanish() throws IOException, InterruptedException {
    var session = open(BenchServer.SLOW_AGENT);
    var answer =
        http.send(
            request("POST", session + "/streamingContinue", question()),
            BodyHandlers.ofInputStream());
    answer.body().close();
    var _ = ok("DELETE", session, "");
  }

  private void task() throws IOException, InterruptedException {
    var wish =
        JsonObject.EMPTY
            .with("task", "Write a file.")
            .with("maxSteps", new JsonNumber("2"))
            .with("startUrl", base() + "/demo/");
    var id = member(ok("POST", TASKS + "/new", wish.toString()), "sessionId");
    var status = TASKS + "/" + id + "/status";
    while (!over && !ENDED.contains(member(ok("GET", status, ""), "status"))) {
      LockSupport.parkNanos(PACE.toNanos());
    }
    var _ = ok("GET", TASKS + "/" + id, "");
    var _ = ok("POST", TASKS + "/delete-session", "{\"sessionId\":\"" + id + "\"}");
  }

  private void lookAround() throws IOException, InterruptedException {
    var _ = ok("GET", AGENTS + BenchServer.AGENT, "");
    var _ = ok("GET", AGENTS + BenchServer.AGENT + "/sessions", "");
    var _ = ok("GET", AGENTS + "allSessions", "");
    for (var path : List.of(TASKS, "/v1/documents", "/v1/me", "/metrics", "/health/ready")) {
      var _ = ok("GET", path, "");
    }
  }

  private String open(String agent) throws IOException, InterruptedException {
    var path = AGENTS + agent + "/sessions";
    return path + "/" + member(ok("POST", path, "{}"), "rid");
  }

  private static JsonObject text() {
    return JsonObject.EMPTY.with("text", "What is the status of my order?");
  }

  private static String question() {
    return JsonObject.EMPTY
        .with("userInput", text())
        .with("parameterInputs", JsonObject.EMPTY)
        .toString();
  }

  private static String member(String body, String name) {
    return Json.read(body, JsonObject.class)
        .text(name)
        .orElseThrow(() -> new BenchFailure("No " + name + " in " + body));
  }

  private String ok(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request(method, path, body), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new BenchFailure(
          method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(base() + path + "?preview=true"))
        .header("Authorization", "Bearer " + server.token())
        .header("Content-Type", "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private String base() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    over = true;
    for (var thread : threads) {
      try {
        if (!thread.join(Duration.ofSeconds(20))) {
          thread.interrupt();
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    http.shutdownNow();
  }
}
