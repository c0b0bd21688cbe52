package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.postgres.Database;
import dev.parley.postgres.TableRows;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of requests that nobody should send: each is answered, and nothing stays behind. */
@NullMarked
@Timeout(300)
class HostileRequestsTest {
  private static final int REQUESTS = Integer.getInteger("requests", 20_000);
  private static final int SENDERS = 4;

  /** Not supported: the one answer over 499 that is documented. */
  private static final int HTTP_1_0 = 505;

  private static final long SEED = Long.getLong("seed", new Random().nextLong());

  @Test
  void answersThemAllAndKeepsNothingOfThem() throws Exception {
    var settings =
        Map.of("PARLEY_AIP_RATE", "0", "PARLEY_ALLYSON_RATE", "0", "PARLEY_AIP_CONCURRENT", "0");
    try (var server = TestServer.start(settings);
        var database = Database.open(server.database(), 2)) {
      var path = server.session(TestServer.PLAIN);
      var session = path.substring(path.lastIndexOf('/') + 1);
      attack(server, session, REQUESTS / 10, SEED + 1);
      var before = new State(database);
      var seen = attack(server, session, REQUESTS, SEED);
      System.out.println("Hostile requests, -Dseed=" + SEED + ": " + seen);
      assertThat(seen.keySet())
          .as("seed %s: %s", SEED, seen)
          .allMatch(status -> status < 500 || status == HTTP_1_0);
      assertThat(seen.keySet()).as("all kinds of answers came").contains(200, 400, 401, 404);
      assertThat(server.client().get(path).status()).isEqualTo(200);
      new State(database).requireNoMoreThan(before);
    }
  }

  /** How often each status came; 0 for a connection that was closed without an answer. */
  private static Map<Integer, Integer> attack(
      TestServer server, String session, int requests, long seed) throws Exception {
    var seen = new ConcurrentSkipListMap<Integer, Integer>();
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      var work =
          IntStream.range(0, SENDERS)
              .<Callable<Void>>mapToObj(at ->
                  () -> {
                    var random = new Random(seed * SENDERS + at);
                    var hostile = new HostileRequests(random, session, TestServer.TOKEN);
                    try (var line = new RawLine(server.url())) {
                      for (int i = 0; i < requests / SENDERS; i++) {
                        var request = hostile.next();
                        seen.merge(answer(line, request), 1, Integer::sum);
                      }
                    }
                    return null;
                  })
              .toList();
      for (var done : senders.invokeAll(work)) {
        done.get();
      }
    }
    return new TreeMap<>(seen);
  }

  private static int answer(RawLine line, HostileRequests.Hostile request) throws Exception {
    var answer = line.send(request.bytes(), request.headOnly());
    if (answer.status() >= 400 && !request.headOnly() && answer.type().contains("json")) {
      var _ = Json.parse(answer.body());
    }
    assertThat(answer.body())
        .as("%s", request)
        .doesNotContain("Exception", "\tat ", "io.helidon", "org.postgresql");
    if (answer.status() >= 500 && answer.status() != HTTP_1_0) {
      System.out.println(answer + " to " + Json.print(Map.of("request", request.toString())));
    }
    return answer.status();
  }

  /** What must not grow. */
  private static final class State {
    private final Map<String, Long> rows;
    private final int threads;
    private final long heap;

    State(Database database) {
      this.rows = TableRows.count(database);
      this.threads = ManagementFactory.getThreadMXBean().getThreadCount();
      System.gc();
      this.heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    void requireNoMoreThan(State before) {
      assertThat(rows).isEqualTo(before.rows);
      assertThat(threads).isLessThanOrEqualTo(before.threads + 10);
      assertThat(heap).as("bytes in use").isLessThan(before.heap + (16L << 20));
    }
  }
}
