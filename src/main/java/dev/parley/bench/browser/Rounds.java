package dev.parley.bench.browser;

import dev.parley.bench.BenchServer;
import dev.parley.bench.Report;
import dev.parley.bench.Samples;
import dev.parley.bench.browser.AgentClient.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * How many rounds a second the web agent does: look, model, press, each written down.
 *
 * <p>Its measure are steps of the same kind in sessions of this process, which take turns with it:
 * what a round takes more is the agent's and the server's.
 */
final class Rounds {
  /** As many as a session usually may have. */
  private static final int USUAL = 30;

  private static final int LONG = 300;
  private static final int QUICK_USUAL = 5;
  private static final int QUICK_LONG = 15;
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** Sessions tell when they ended, so that asking seldom makes no figure worse. */
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** As dashboards ask. */
  private static final Duration LONG_INTERVAL = Duration.ofSeconds(1);

  private final Run run;
  private final BenchServer server;
  private final AgentClient client;
  private final Crowd crowd;
  private final Samples openings = new Samples();

  /** What a round took on the average of its session, alone. */
  private final Samples alone = new Samples();

  Rounds(Run run, BenchServer server, AgentClient client) {
    this.run = run;
    this.server = server;
    this.client = client;
    this.crowd = new Crowd(run);
  }

  /** The rounds of its sessions: usual ones, and a long one. */
  static List<Integer> lengths(Extent extent) {
    return extent.quick() ? List.of(QUICK_USUAL, QUICK_LONG) : List.of(USUAL, LONG);
  }

  private int usual() {
    return lengths(run.extent()).getFirst();
  }

  void measure() {
    try (var browsers = run.browsers(run.extent().mostSessions(), 0)) {
      for (int size : run.extent().crowds()) {
        var sessions = new ArrayList<BenchSession>();
        try {
          for (int at = 0; at < size; at++) {
            sessions.add(run.open(browsers, run.site().mixed(Steps.ELEMENTS)));
          }
          beside(sessions);
        } finally {
          sessions.forEach(BenchSession::close);
        }
      }
    }
    grown();
  }

  private void beside(List<BenchSession> sessions) {
    int size = sessions.size();
    var plain = sessions.stream().map(Crowd::plain).toList();
    var pictured = sessions.stream().map(Crowd::pictured).toList();
    run.say("Warming up, sessions at once: " + size);
    drive(size, run.extent().quick() ? Duration.ZERO : WARM_UP);
    var _ = crowd.perSecond(pictured);
    var takes = new ArrayList<Take>();
    for (int round = 1; round <= run.extent().rounds(); round++) {
      var lanes = drive(size, run.extent().phase());
      if (size == 1) {
        note(lanes.getFirst());
      }
      double ours = lanes.stream().mapToDouble(Rounds::perSecond).sum();
      takes.add(new Take(ours, crowd.perSecond(plain), crowd.perSecond(pictured)));
      run.say("Round " + round + " of " + run.extent().rounds() + ": " + takes.getLast());
    }
    var name = "rounds/s over " + size + (size == 1 ? " session" : " sessions");
    figure(name, median(takes, Take::rounds));
    figure(
        name + " of steps/s with screenshots",
        median(takes, take -> take.rounds() / take.pictured()));
    figure(name + " of steps/s", median(takes, take -> take.rounds() / take.steps()));
    figure(
        name + ", ms a round over a step with a screenshot",
        median(takes, take -> size * 1000 / take.rounds() - size * 1000 / take.pictured()));
  }

  /** How many a second, just after one another: rounds, steps, steps with a screenshot each. */
  private record Take(double rounds, double steps, double pictured) {
    @Override
    public String toString() {
      return "rounds %s/s, steps %s/s, with screenshots %s/s"
          .formatted(Report.print(rounds), Report.print(steps), Report.print(pictured));
    }
  }

  private static double median(List<Take> takes, ToDoubleFunction<Take> figure) {
    return Run.median(takes.stream().mapToDouble(figure).boxed().toList());
  }

  private void note(List<Ran> sessions) {
    for (var each : sessions) {
      openings.add(each.opening().toNanos());
      alone.add((long) (each.roundMillis() * 1e6));
    }
  }

  private static double perSecond(List<Ran> sessions) {
    double seconds = sessions.stream().mapToDouble(each -> each.took().toNanos() / 1e9).sum();
    return sessions.stream().mapToInt(Ran::rounds).sum() / seconds;
  }

  /** One session after the other in each lane; those that ended in the time that was given. */
  private List<List<Ran>> drive(int lanes, Duration length) {
    var busy = new CountDownLatch(lanes);
    long end = System.nanoTime() + length.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<List<Ran>>>();
      for (int at = 0; at < lanes; at++) {
        results.add(threads.submit(() -> lane(end, busy)));
      }
      return results.stream().map(Crowd::result).toList();
    }
  }

  /** Goes on until all have what they need, so that nobody's last session has it easier. */
  private List<Ran> lane(long end, CountDownLatch busy) {
    var counted = new ArrayList<Ran>();
    try {
      do {
        counted.add(client.run(usual(), INTERVAL));
      } while (System.nanoTime() < end);
    } finally {
      busy.countDown();
    }
    while (busy.getCount() > 0) {
      var _ = client.run(usual(), INTERVAL);
    }
    return counted;
  }

  /** The last, since counting statements ends the server's connections. */
  private void grown() {
    int rounds = lengths(run.extent()).getLast();
    run.say("Doing " + rounds + " rounds in one session");
    var database = server.database();
    long statements = database.transactions();
    long writes = database.writes();
    var cpu = server.cpu();
    var ran = client.run(rounds, LONG_INTERVAL);
    double spent = server.cpu().minus(cpu).toNanos() / 1e6;
    long written = database.writes() - writes;
    long asked = database.transactionsOnceClosed() - statements;
    figure("round alone, p50 ms", alone.millis(0.5));
    figure("wish for a session to first navigation, p50 ms", openings.millis(0.5));
    figure("round in a long session, over a usual one", ran.roundMillis() / alone.millis(0.5));
    figure("commits a round", (double) written / rounds);
    figure("statements a round", (double) asked / rounds);
    figure("server (JVM) time of a round, in milliseconds", spent / rounds);
  }

  private void figure(String what, double value) {
    run.report().figure(what, Report.print(value));
  }
}
