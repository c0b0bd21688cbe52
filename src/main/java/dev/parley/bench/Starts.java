package dev.parley.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** From the call of a server to its readiness: with nothing there yet, and with its data there. */
final class Starts {
  private static final int LATER = 3;

  private final String main;
  private final Options options;
  private final Report report;
  private final PrintStream out;
  private final Samples bare = new Samples();
  private final Samples first = new Samples();
  private final Samples later = new Samples();
  private final Samples stops = new Samples();

  Starts(String main, Options options, Report report, PrintStream out) {
    this.main = main;
    this.options = options;
    this.report = report;
    this.out = out;
  }

  void measure() {
    for (int round = 1; round <= options.rounds(); round++) {
      out.println("Round " + round + " of " + options.rounds());
      bare.time(Starts::bareJvm);
      try (var server = BenchServer.start(main)) {
        first.add(server.took().toNanos());
        for (int again = 0; again < (options.quick() ? 1 : LATER); again++) {
          stops.time(server::stop);
          later.add(server.startAgain().toNanos());
        }
      }
    }
    boolean cached =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    report.figure("with an AOT cache", cached ? "yes" : "no");
    report.atMost("first start, p50 s", first.millis(0.5) / 1000, 5);
    report.figure("first start, longest s", Report.print(first.millis(1) / 1000));
    report.atMost("later start, p50 s", later.millis(0.5) / 1000, 1.5);
    report.figure("later start, longest s", Report.print(later.millis(1) / 1000));
    report.figure("end, p50 s", Report.print(stops.millis(0.5) / 1000));
    report.figure("bare JVM, p50 s", Report.print(bare.millis(0.5) / 1000));
    report.figure(
        "later start over a bare JVM", Report.print(later.millis(0.5) / bare.millis(0.5)));
  }

  private static void bareJvm() {
    try {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      if (process.onExit().thenApply(Process::exitValue).join() != 0) {
        throw new BenchFailure("A bare JVM does not start");
      }
    } catch (IOException failed) {
      throw new BenchFailure("A bare JVM does not start: " + failed.getMessage(), failed);
    }
  }
}
