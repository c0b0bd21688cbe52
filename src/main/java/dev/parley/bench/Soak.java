package dev.parley.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything at once for a long time: conversations, streams, cancels, clients that vanish, lists,
 * tasks in browsers. What must not grow is looked at again and again.
 */
final class Soak {
  private static final int SAMPLES = 60;
  private static final int QUICK_SAMPLES = 6;
  private static final String SCRIPT =
      """
      replies:
        - {say: ["Your order is ", "in transit."], delay: 20ms}
      when:
        - match: "Step 1 of 2."
          replies: [{call: [{tool: save_to_file, input: {filename: soak.txt, content: Soaked.}}]}]
        - match: "Step 2 of 2."
          replies: [{call: [{tool: done, input: {text: Done., success: true}}]}]
      """;

  private final Options options;
  private final BenchServer server;
  private final Report report;
  private final PrintStream out;
  private final int samples;
  private final Map<String, List<Double>> gauges = new LinkedHashMap<>();

  private Soak(Options options, BenchServer server, Report report, PrintStream out) {
    this.options = options;
    this.samples = options.quick() ? QUICK_SAMPLES : SAMPLES;
    this.server = server;
    this.report = report;
    this.out = out;
  }

  static void measure(String main, Options options, Report report, PrintStream out) {
    try {
      var script = Files.createTempFile("parley-bench", ".yaml");
      try {
        Files.writeString(script, SCRIPT);
        out.println("Starting a server of its own, with an embedded PostgreSQL");
        try (var server = BenchServer.start(main, Map.of("PARLEY_MODEL", "scripted:" + script))) {
          new Soak(options, server, report, out).run();
        }
      } finally {
        Files.delete(script);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void run() {
    try (var crowd = SoakCrowd.start(server, options.quick() ? 2 : 8)) {
      var length = options.phase();
      long pause = length.dividedBy(samples).toNanos();
      int warm = samples / 6;
      for (int at = 0; at < samples; at++) {
        LockSupport.parkNanos(pause);
        crowd.requireWell();
        if (at >= warm) {
          sample();
          say(at, crowd, length);
        }
      }
      crowd.counts().forEach((what, count) -> report.figure(what, count.toString()));
    }
    if (options.quick()) {
      gauges.forEach((what, seen) -> report.figure(what + ", at the end", last(seen)));
    } else {
      gauges.forEach(this::tell);
    }
  }

  private void sample() {
    var database = server.database();
    note("live objects, MB", server.liveBytes() / 1e6);
    note("resident, MB", server.residentBytes() / 1e6);
    note("threads", server.threads());
    note("open files and sockets", server.openFiles());
    note("database connections", (double) database.connections());
    note("rows", (double) database.rows());
  }

  private void note(String what, double value) {
    gauges.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
  }

  private void say(int at, SoakCrowd crowd, Duration length) {
    if (at % 6 == 5) {
      out.printf(
          "%d of %d s: %s, %s%n",
          length.toSeconds() * (at + 1) / samples, length.toSeconds(), crowd.counts(), latest());
    }
  }

  private String latest() {
    var text = new ArrayList<String>();
    gauges.forEach((what, seen) -> text.add(what + " " + last(seen)));
    return String.join(", ", text);
  }

  private static String last(List<Double> seen) {
    return Report.print(seen.getLast());
  }

  /** The middle of the first third of what was seen, and of the last. */
  private void tell(String what, List<Double> seen) {
    int third = seen.size() / 3;
    double first = median(seen.subList(0, third));
    double last = median(seen.subList(seen.size() - third, seen.size()));
    report.figure(what + ", first third", Report.print(first));
    report.figure(what + ", last third", Report.print(last));
    report.atMost(what + ", last over first", last / first, 1.1);
  }

  private static double median(List<Double> seen) {
    return seen.stream().sorted().toList().get(seen.size() / 2);
  }
}
