package dev.parley.bench;

import dev.parley.bench.Load.Measured;
import dev.parley.bench.Load.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Streams: one after the other, among 500 with cancels, and 5,000 at once with their memory. */
final class Streams {
  private static final int CROWD = 5_000;
  private static final int QUICK_CROWD = 100;
  private static final double MB = 1e6;

  private final Options options;
  private final BenchServer server;
  private final AipClient client;
  private final Report report;
  private final PrintStream out;

  Streams(Options options, BenchServer server, Report report, PrintStream out) {
    this.options = options;
    this.server = server;
    this.client = new AipClient(server.port(), server.token());
    this.report = report;
    this.out = out;
  }

  void measure() {
    alone();
    if (!options.quick()) {
      many();
    }
    cancels();
    crowd();
  }

  private void alone() {
    out.println("Streaming turns, one after the other");
    var requests =
        client.open(BenchServer.AGENT, options.quick() ? 8 : 64).stream()
            .map(client::streamedTurn)
            .toList();
    if (!options.quick()) {
      var _ = Load.run(new Plan(requests, 8, options.phase()), server.port());
    }
    var measured = Load.run(new Plan(requests, 1, options.phase()), server.port());
    report.atMost("first byte of a stream, p50 ms", measured.first().millis(0.5), 2);
    report.figure("first byte of a stream, p99 ms", Report.print(measured.first().millis(0.99)));
  }

  /** 50 a second, each open for ten: 500 at once. */
  private Plan fiveHundred() {
    var open = BenchServer.PAUSE.multipliedBy(2);
    out.println("Streaming turns, 50 started a second, each open for " + open.toSeconds() + " s");
    var requests =
        client.open(BenchServer.SLOW_AGENT, 1000).stream().map(client::streamedTurn).toList();
    return new Plan(requests, 1000, open.plusSeconds(20), Duration.ofMillis(20), open);
  }

  private void many() {
    var measured = Load.run(fiveHundred(), server.port());
    double pause = BenchServer.PAUSE.toMillis();
    report.figure("streams open at once", Integer.toString(measured.mostOpen()));
    report.figure(
        "their first byte, p50 ms over the model's",
        Report.print(measured.first().millis(0.5) - pause));
    report.atMost(
        "their first byte, p99 ms over the model's", measured.first().millis(0.99) - pause, 15);
  }

  private void cancels() {
    var cancels = new Cancels(server);
    if (options.quick()) {
      cancels.measure(client.open(BenchServer.SLOW_AGENT, 5));
    } else {
      var plan = fiveHundred();
      var sessions = client.open(BenchServer.SLOW_AGENT, 200);
      var load = beside(plan);
      LockSupport.parkNanos(plan.unmeasured().toNanos());
      out.println("Cancelling " + sessions.size() + " more among them");
      cancels.measure(sessions);
      var _ = load.join();
    }
    report.figure("cancel, p50 ms to its answer", Report.print(cancels.answers().millis(0.5)));
    report.atMost("cancel, p99 ms to its answer", cancels.answers().millis(0.99), 1000);
    report.atMost("cancel, p99 ms to the end of the stream", cancels.ends().millis(0.99), 1000);
  }

  /** All are begun before the first of them says anything. */
  private void crowd() {
    int count = options.quick() ? QUICK_CROWD : CROWD;
    out.println("Opening " + count + " streams");
    var requests =
        client.open(BenchServer.SLOW_AGENT, count).stream().map(client::streamedTurn).toList();
    report.figure("MB resident in the JVM before", Report.print(server.residentBytes() / MB));
    var interval = BenchServer.PAUSE.dividedBy(count);
    var plan = new Plan(requests, count, BenchServer.PAUSE.plusSeconds(1), interval, Duration.ZERO);
    var load = beside(plan);
    double most = 0;
    while (!load.isDone()) {
      most = Math.max(most, server.residentBytes() / MB);
      LockSupport.parkNanos(50_000_000);
    }
    Measured measured = load.join();
    report.atLeast("streams open at once, answered", (double) measured.answers(), count);
    report.atLeast("most of them at a time", measured.mostOpen(), count);
    report.atMost("MB resident in the JVM with them", most, 1000);
  }

  /** On a thread of its own: the clients of cancels need the pool that others share. */
  private CompletableFuture<Measured> beside(Plan plan) {
    return CompletableFuture.supplyAsync(
        () -> Load.run(plan, server.port()), work -> Thread.ofPlatform().start(work));
  }
}
