package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** People who talk to a server that is killed under them, and what they know of their turns. */
@NullMarked
final class KilledTraffic {
  /** What the server calls; it survives all kills. */
  record Outside(FunctionServer functions, ModelServer models) {}

  /** A turn that the server had taken before it was killed, or not. */
  private record Asked(String path, String trace, String text, int accepted) {}

  private final Outside outside;
  private final Random random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Thread> people = new ArrayList<>();
  private final List<Asked> answered = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Duration> sinceStart = new CopyOnWriteArrayList<>();
  private final List<Duration> sinceReady = new CopyOnWriteArrayList<>();
  private final List<Duration> starts = new CopyOnWriteArrayList<>();
  private final AtomicInteger notAccepted = new AtomicInteger();
  private final AtomicInteger number = new AtomicInteger();
  private @Nullable AipHttp client;
  private int generation;
  private long started;
  private long ready;
  private volatile boolean finishing;

  KilledTraffic(Outside outside, long seed) {
    this.outside = outside;
    this.random = new Random(seed + 1);
  }

  void up(AipHttp fresh, long began, Duration toReady) {
    starts.add(toReady);
    lock.lock();
    try {
      client = fresh;
      generation++;
      started = began;
      ready = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void down() {
    lock.lock();
    try {
      client = null;
    } finally {
      lock.unlock();
    }
  }

  /** A running server, which one it is, when its process was started and when it was ready. */
  private record Up(AipHttp client, int generation, long started, long ready) {}

  private Up server() throws InterruptedException {
    lock.lock();
    try {
      while (client == null) {
        changed.await();
      }
      return new Up(client, generation, started, ready);
    } finally {
      lock.unlock();
    }
  }

  void begin(int sessions) {
    for (int i = 0; i < sessions; i++) {
      var agent = i % 4 == 3 ? TestServer.SCRIPTED_WORKER : TestServer.WORKER;
      people.add(Thread.ofVirtual().start(() -> talk(agent)));
    }
  }

  /** No new turns; all that were taken come to their end. */
  void finish(Duration atMost) throws InterruptedException {
    finishing = true;
    long end = System.nanoTime() + atMost.toNanos();
    for (var person : people) {
      person.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      assertThat(person.isAlive()).as("a turn that does not end").isFalse();
    }
  }

  private void talk(String agent) {
    try {
      var path = insisting(up -> TestServer.session(up.client(), agent));
      while (!finishing) {
        takeATurn(path, agent);
      }
    } catch (Throwable failed) {
      failures.add(failed);
    }
  }

  private interface Try<T> {
    T on(Up server) throws IOException, InterruptedException;
  }

  /** Does it again on the next server when this one goes. */
  private <T> T insisting(Try<T> work) throws InterruptedException {
    while (true) {
      var up = server();
      try {
        return work.on(up);
      } catch (IOException gone) {
        awaitAnother(up);
      }
    }
  }

  private void awaitAnother(Up before) throws InterruptedException {
    lock.lock();
    try {
      while (generation == before.generation()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void takeATurn(String path, String agent) throws Exception {
    var trace = TestServer.uuid();
    var text = agent.equals(TestServer.WORKER) ? plan() : "go";
    var up = server();
    var talk = new Talk(up.client(), path);
    var id = "\"sessionTraceId\":\"" + trace + "\"";
    try {
      var reply = random.nextBoolean() ? talk.say(text, id) : talk.streamed(text, id);
      if (reply.status() == 503) {
        notAccepted.incrementAndGet();
        return;
      }
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      answered.add(new Asked(path, trace, text, up.generation()));
    } catch (IOException cut) {
      awaitAnother(up);
      follow(new Asked(path, trace, text, up.generation()));
    }
  }

  /** Looks at the turn on every server that comes until it has ended. */
  private void follow(Asked turn) throws Exception {
    while (true) {
      var up = server();
      try {
        var trace = new Talk(up.client(), turn.path()).trace(turn.trace());
        if (trace.status() == 404) {
          assertThat(trace.error()).isEqualTo("404 SessionTraceNotFound");
          notAccepted.incrementAndGet();
          return;
        }
        if (trace.textAt("status").equals("COMPLETE")) {
          long now = System.nanoTime();
          sinceStart.add(Duration.ofNanos(now - up.started()));
          sinceReady.add(Duration.ofNanos(now - up.ready()));
          answered.add(turn);
          return;
        }
        LockSupport.parkNanos(20_000_000);
      } catch (IOException gone) {
        awaitAnother(up);
      }
    }
  }

  /** Two to four rounds of calls whose keys are used nowhere else. */
  private String plan() {
    var tools = List.of("once", "safe", "idempotent");
    var n = number.incrementAndGet();
    var rounds = new ArrayList<String>();
    for (int round = 0; round < 2 + random.nextInt(3); round++) {
      var calls = new ArrayList<String>();
      for (int call = 0; call < 1 + random.nextInt(2); call++) {
        var tool = random.nextInt(2) == 0 ? "once" : tools.get(random.nextInt(3));
        var again = tool.equals("once") && random.nextBoolean() ? "r" : "";
        calls.add(tool + ":" + tool.charAt(0) + n + "x" + round + "x" + call + again);
      }
      rounds.add(String.join("+", calls));
    }
    return "plan " + String.join(" ", rounds);
  }

  /** The longest time from a ready server to the end of a turn that the one before had begun. */
  Duration slowest() {
    return sinceReady.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** What must hold after all that. */
  void verify() throws Exception {
    assertThat(failures).isEmpty();
    verifySessions();
    verifyCalls();
  }

  /** Each turn that was taken is stored, once, in order, and the counters agree. */
  private void verifySessions() throws Exception {
    var bySession = answered.stream().collect(Collectors.groupingBy(Asked::path));
    for (var session : bySession.entrySet()) {
      var talk = new Talk(server().client(), session.getKey());
      var exchanges = elements(talk.content().at("exchanges"));
      assertThat(exchanges.stream().map(KilledTraffic::traceOf).toList())
          .containsExactlyElementsOf(session.getValue().stream().map(Asked::trace).toList());
      assertThat(talk.messages()).isEqualTo(Integer.toString(2 * exchanges.size()));
      for (var turn : session.getValue()) {
        verifyTrace(talk, turn);
      }
    }
  }

  private static String traceOf(JsonObject exchange) {
    return ((JsonObject) exchange.get("result").orElseThrow()).text("sessionTraceId").orElseThrow();
  }

  /** Every call that was to be made is there with an outcome. */
  private static void verifyTrace(Talk talk, Asked turn) throws Exception {
    var trace = talk.trace(turn.trace());
    var calls =
        elements(trace.at("toolCallGroups")).stream()
            .flatMap(group -> elements(group.get("toolCalls").orElseThrow()).stream())
            .toList();
    assertThat(calls).allMatch(call -> call.get("output").isPresent());
    var keys = new HashSet<String>();
    calls.forEach(call ->
        keys.add(
            call.toString().replaceAll("(?s).*\"key\":\\{[^}]*\"value\":\"([^\"]+)\".*", "$1")));
    planned(turn.text()).forEach(key -> assertThat(keys).contains(key));
  }

  private static Stream<String> planned(String text) {
    return text.equals("go")
        ? Stream.empty()
        : Stream.of(text.substring(5).split("[ +]")).map(call -> call.replaceAll(".*:", ""));
  }

  private static List<JsonObject> elements(JsonValue array) {
    return ((JsonArray) array).elements().stream().map(JsonObject.class::cast).toList();
  }

  /** One call at the functions' side: the key of the step, and how often it arrived. */
  private Map<String, List<FunctionServer.Call>> arrivals() {
    return outside.functions().calls().stream()
        .collect(Collectors.groupingBy(FunctionServer.Call::key));
  }

  private void verifyCalls() {
    arrivals()
        .forEach((step, calls) -> {
          if (isOnce(calls.getFirst())) {
            assertThat(calls).as("one step that must not be repeated: " + step).hasSize(1);
          }
        });
    var told = outside.models().toldUnknown();
    var times = timesByKey();
    times.forEach((key, count) -> {
      if (key.startsWith("o") && count > 1) {
        assertThat(told).as("told before it was called again").contains(key);
      }
    });
    for (var turn : answered) {
      planned(turn.text())
          .filter(key -> !times.containsKey(key))
          .forEach(key -> assertThat(told).as("called, or told that it may not be").contains(key));
    }
  }

  private static boolean isOnce(FunctionServer.Call call) {
    var key = call.input().text("key").orElse("");
    return key.startsWith("o") || Set.of("s1", "s4", "s5").contains(key);
  }

  private Map<String, Integer> timesByKey() {
    var times = new HashMap<String, Integer>();
    for (var call : outside.functions().calls()) {
      times.merge(call.input().text("key").orElse(""), 1, Integer::sum);
    }
    return times;
  }

  /** What was measured, in one line. */
  String figures() {
    long repeats =
        arrivals().values().stream()
            .filter(calls -> isOnce(calls.getFirst()) && calls.size() > 1)
            .count();
    long again =
        arrivals().values().stream()
            .filter(calls -> !isOnce(calls.getFirst()) && calls.size() > 1)
            .count();
    return "turns answered %d, of them after a kill %d; not accepted before the kill %d; "
            .formatted(answered.size(), sinceReady.size(), notAccepted.get())
        + "to the end of a turn left open: from ready %s, from the start of the process %s; "
            .formatted(spread(sinceReady), spread(sinceStart))
        + "start to ready %s; calls %d, of these once-steps sent twice %d, others sent again %d; "
            .formatted(
                spread(starts.subList(1, starts.size())),
                outside.functions().calls().size(),
                repeats,
                again)
        + "told unknown %d; load %.1f"
            .formatted(
                outside.models().toldUnknown().size(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String spread(List<Duration> times) {
    var sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? "-"
        : "p50 %d ms, max %d ms"
            .formatted(sorted.get(sorted.size() / 2).toMillis(), sorted.getLast().toMillis());
  }
}
