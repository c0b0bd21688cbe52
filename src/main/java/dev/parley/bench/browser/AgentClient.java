package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.BenchServer;
import dev.parley.cancel.Cancel;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the web agent of a server do its task over the Allyson API, and watches. */
final class AgentClient implements AutoCloseable {
  private static final String SESSIONS = "/v1/sessions/";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final BenchServer server;
  private final BenchSite site;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger begun = new AtomicInteger();

  /**
   * What a session took.
   *
   * @param rounds presses of the button, each with a look before it
   * @param opening from the wish for it to its first request to the site
   * @param took from there to its end: the page's load, the presses, the round that ends it
   */
  record Ran(int rounds, Duration opening, Duration took) {
    double roundMillis() {
      return took.toNanos() / 1e6 / rounds;
    }
  }

  AgentClient(BenchServer server, BenchSite site) {
    this.server = server;
    this.site = site;
  }

  /** Steps of a session that presses so often: the last one ends it. */
  static int steps(int rounds) {
    return rounds + 1;
  }

  /**
   * Runs a session to its end.
   *
   * @param interval between two questions whether it has ended
   */
  Ran run(int rounds, Duration interval) {
    var path = BenchSite.mixedFor("visitor-" + begun.incrementAndGet(), Steps.ELEMENTS);
    var order =
        JsonObject.EMPTY
            .with("task", "Press Count in each step.")
            .with("maxSteps", new JsonNumber(Integer.toString(steps(rounds))))
            .with("startUrl", site.url(path));
    var sent = Instant.now();
    long sentNanos = System.nanoTime();
    var id = text(send("POST", SESSIONS + "new", Json.print(order)), "sessionId");
    awaitEnd(id, interval);
    var ended = Instant.parse(text(session(id), "endTime"));
    checkPresses(id, rounds);
    var opening = Duration.ofNanos(site.arrival(path) - sentNanos);
    return new Ran(rounds, opening, Duration.between(sent.plus(opening), ended));
  }

  private void awaitEnd(String id, Duration interval) {
    var pause = new Cancel();
    long begin = System.nanoTime();
    var status = SESSIONS + id + "/status";
    for (var now = ""; !now.equals("Succeeded"); now = text(send("GET", status, ""), "status")) {
      if (now.equals("Failed") || System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new BenchFailure("A session of the web agent did not end well: " + session(id));
      }
      pause.pause(interval);
    }
  }

  private JsonObject session(String id) {
    return send("GET", SESSIONS + id, "").get("session").orElse(null) instanceof JsonObject session
        ? session
        : JsonObject.EMPTY;
  }

  /** As often as wanted, each said to have had an effect. */
  private void checkPresses(String id, int rounds) {
    var run = send("GET", "/console/v1/runs/" + id, "");
    long effective =
        run.get("steps").orElse(null) instanceof JsonArray(var steps)
            ? steps.stream()
                .filter(step ->
                    step instanceof JsonObject object
                        && object.text("action").orElse("").equals("click_element")
                        && object.text("outcome").orElse("").equals("DONE"))
                .count()
            : 0;
    if (effective != rounds) {
      throw new BenchFailure("Of " + rounds + " presses " + effective + " had an effect: " + run);
    }
  }

  private static String text(JsonObject object, String name) {
    return object
        .text(name)
        .orElseThrow(() -> new BenchFailure("The server told no " + name + ": " + object));
  }

  private JsonObject send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + server.token())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new BenchFailure(
            path + " was answered with " + answer.statusCode() + ": " + answer.body());
      }
      return Json.read(answer.body(), JsonObject.class);
    } catch (IOException failed) {
      throw new BenchFailure("The server does not answer: " + failed.getMessage(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("The bench was stopped.", stopped);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
