package dev.parley.bench;

import dev.parley.bench.Load.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures a server of its own next to pgbench, and prints the figures with their bars. */
public final class Bench {
  private static final int SCALE = 10;
  private static final int QUICK_SCALE = 1;
  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(5);
  private static final Duration QUICK_WARM_UP = Duration.ofSeconds(1);
  private static final int FEWEST_WARM_UP_SLICES = 5;
  private static final int MOST_WARM_UP_SLICES = 18;

  /** Sessions of each connection; each gets a few turns, as conversations do. */
  private static final int SESSIONS_EACH = 64;

  private static final int QUICK_SESSIONS_EACH = 4;

  private final Options options;
  private final BenchServer server;
  private final Database database;
  private final Optional<PgBench> pgbench;
  private final PrintStream out;
  private final Report report;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private final Samples whole = new Samples();

  /** Those of the warm-up too. */
  private long answers;

  private double generator;
  private double serverCores;

  private Bench(Options options, BenchServer server, Report report, PrintStream out) {
    this.options = options;
    this.server = server;
    this.report = report;
    this.out = out;
    this.database = server.database();
    this.pgbench = PgBench.find(database);
  }

  /**
   * Runs one bench; what goes wrong is told in {@code out} too.
   *
   * @param main the class whose command {@code serve} runs a server
   * @return the exit code; a bar that is missed is no failure
   */
  public static int run(String main, List<String> arguments, PrintStream out) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(Options.USAGE);
      return 0;
    }
    try {
      var options = Options.parse(arguments);
      var report = new Report();
      switch (options.kind()) {
        case READS ->
            withServer(main, out, server -> new Bench(options, server, report, out).reads());
        case TURNS ->
            withServer(main, out, server -> new Bench(options, server, report, out).turns());
        case STREAMS ->
            withServer(main, out, server -> new Streams(options, server, report, out).measure());
        case GROWTH ->
            withServer(main, out, server -> new Growth(options, server, report, out).measure());
        case START -> new Starts(main, options, report, out).measure();
        case SOAK -> Soak.measure(main, options, report, out);
      }
      report.print(out);
      return 0;
    } catch (BenchFailure failed) {
      out.println(failed.getMessage());
      return 1;
    }
  }

  private static void withServer(String main, PrintStream out, Consumer<BenchServer> bench) {
    out.println("Starting a server of its own, with an embedded PostgreSQL");
    try (var server = BenchServer.start(main)) {
      bench.accept(server);
    }
  }

  private void reads() {
    var client = prepare(options.quick() ? QUICK_SCALE : SCALE);
    var requests = sessions(client, BenchServer.AGENT).stream().map(client::get).toList();
    var plan = new Plan(requests, options.clients(), options.phase());
    long before = database.transactions();
    long writes = database.writes();
    warmUp(plan);
    alternate("reads", plan, PgBench.Script.SELECT_ONLY);
    report.figure("reads a second", Report.print(median(ours)));
    compare("pgbench -S -M prepared a second", 0.45);
    report.figure("read, p50 ms", Report.print(whole.millis(0.5)));
    report.atMost("read, p99 ms", whole.millis(0.99), 10);
    report.figure("read, longest ms", Report.print(whole.millis(1)));
    report.atMost(
        "statements a read", (double) (database.transactionsOnceClosed() - before) / answers, 1.1);
    report.figure("commits a read", Report.print((double) (database.writes() - writes) / answers));
    shares();
  }

  private void turns() {
    var client = prepare(options.quick() ? QUICK_SCALE : Math.max(SCALE, options.clients()));
    var sessions = sessions(client, BenchServer.AGENT);
    var turns = sessions.stream().map(client::blockingTurn).toList();
    var plan = new Plan(turns, options.clients(), options.phase());
    warmUp(plan);
    alternate("turns", plan, PgBench.Script.TPC_B);
    report.atLeast("turns a second", median(ours), 500);
    compare("pgbench TPC-B -M prepared a second", 0.7);
    report.figure("turn, p50 ms", Report.print(whole.millis(0.5)));
    report.figure("turn, p99 ms", Report.print(whole.millis(0.99)));
    report.figure("turn, longest ms", Report.print(whole.millis(1)));
    shares();
    count(plan);
  }

  private AipClient prepare(int scale) {
    pgbench.ifPresentOrElse(
        found -> {
          out.println("Making pgbench's tables, scale " + scale);
          found.prepare(scale);
        },
        () -> out.println("pgbench is not installed: no ratio"));
    return new AipClient(server.port(), server.token());
  }

  private List<String> sessions(AipClient client, String agent) {
    int count = options.clients() * (options.quick() ? QUICK_SESSIONS_EACH : SESSIONS_EACH);
    out.println("Opening " + count + " sessions");
    return client.open(agent, count);
  }

  /** Until the server gets no faster: its compiler takes as much processor time as its work. */
  private void warmUp(Plan plan) {
    out.println("Warming up");
    var length = options.quick() ? QUICK_WARM_UP : WARM_UP_SLICE;
    var slice = new Plan(plan.requests(), plan.connections(), length);
    double best = 0;
    for (int at = 0; at < (options.quick() ? 1 : MOST_WARM_UP_SLICES); at++) {
      var measured = Load.run(slice, server.port());
      answers += measured.answers();
      if (at >= FEWEST_WARM_UP_SLICES && measured.perSecond() < best * 1.03) {
        return;
      }
      best = Math.max(best, measured.perSecond());
    }
  }

  private void alternate(String what, Plan plan, PgBench.Script script) {
    for (int round = 1; round <= options.rounds(); round++) {
      pgbench.ifPresent(
          found -> theirs.add(found.perSecond(script, options.clients(), options.phase())));
      var cpu = server.cpu();
      var measured = Load.run(plan, server.port());
      double seconds = measured.took().toNanos() / 1e9;
      serverCores = server.cpu().minus(cpu).toNanos() / 1e9 / seconds;
      generator = measured.ownCpu().toNanos() / 1e9 / seconds;
      answers += measured.answers();
      ours.add(measured.perSecond());
      whole.addAll(measured.whole());
      out.printf(
          Locale.ROOT,
          "Round %d of %d: pgbench %s/s, %s %s/s (%s)%n",
          round,
          options.rounds(),
          Report.print(theirs.isEmpty() ? Double.NaN : theirs.getLast()),
          what,
          Report.print(ours.getLast()),
          measured.whole());
    }
  }

  private void compare(String what, double bar) {
    if (theirs.isEmpty()) {
      return;
    }
    report.figure(what, Report.print(median(theirs)));
    var ratios =
        IntStream.range(0, ours.size()).mapToObj(at -> ours.get(at) / theirs.get(at)).toList();
    report.atLeast("ratio (median of the rounds)", median(ratios), bar);
  }

  private void shares() {
    report.figure(
        "server (JVM) time of one, in microseconds",
        Report.print(serverCores * 1e6 / ours.getLast()));
    report.figure("processors busy with the server (JVM)", Report.print(serverCores));
    report.figure("processors busy with this load generator", Report.print(generator));
  }

  /**
   * A load of its own, since pgbench's writes would be counted too, and the last, since it ends the
   * server's connections.
   */
  private void count(Plan plan) {
    long statements = database.transactions();
    long writes = database.writes();
    var measured = Load.run(plan, server.port());
    double commits = (double) (database.writes() - writes) / measured.answers();
    report.atMost("commits a turn", commits, 2.2);
    double asked = database.transactionsOnceClosed() - statements;
    report.figure("statements a turn", Report.print(asked / measured.answers()));
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
