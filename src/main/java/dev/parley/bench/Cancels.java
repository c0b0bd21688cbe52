package dev.parley.bench;

import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Begins streams and cancels them: how long until that is answered, and until the stream ends. */
final class Cancels {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  private final BenchServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Samples answers = new Samples();
  private final Samples ends = new Samples();

  Cancels(BenchServer server) {
    this.server = server;
  }

  Samples answers() {
    return answers;
  }

  Samples ends() {
    return ends;
  }

  void measure(List<String> sessions) {
    var threads =
        IntStream.range(0, sessions.size())
            .mapToObj(at -> Thread.startVirtualThread(() -> begin(sessions.get(at), at)))
            .toList();
    for (var thread : threads) {
      join(thread);
    }
    if (ends.size() < sessions.size()) {
      throw new BenchFailure(
          "Only " + ends.size() + " of " + sessions.size() + " streams were cancelled");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", stopped);
    }
  }

  private void begin(String session, int at) {
    LockSupport.parkNanos(BETWEEN.multipliedBy(at).toNanos());
    var message = UUID.randomUUID().toString();
    var named = JsonObject.EMPTY.with("messageId", message);
    var question =
        named
            .with("userInput", JsonObject.EMPTY.with("text", "Where is my order?"))
            .with("parameterInputs", JsonObject.EMPTY);
    var stream =
        http.sendAsync(post(session + "/streamingContinue", question), BodyHandlers.discarding())
            .thenApply(_ -> System.nanoTime());
    LockSupport.parkNanos(UNDER_WAY.toNanos());
    long asked = System.nanoTime();
    try {
      var answer = http.send(post(session + "/cancel", named), BodyHandlers.ofString());
      long answered = System.nanoTime();
      if (answer.statusCode() != 200) {
        return;
      }
      long ended = stream.join();
      synchronized (this) {
        answers.add(answered - asked);
        ends.add(ended - asked);
      }
    } catch (IOException broken) {
      throw new BenchFailure("A cancel broke off: " + broken.getMessage(), broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest post(String path, JsonObject body) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + path + "?preview=true"))
        .header("Authorization", "Bearer " + server.token())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }
}
