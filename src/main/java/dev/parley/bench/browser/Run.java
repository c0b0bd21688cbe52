package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.Report;
import dev.parley.browser.Browsers;
import dev.parley.cancel.Cancel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One run of the bench: what is measured, how much of it, and where the figures go. */
record Run(Subject subject, Extent extent, BenchSite site, Report report, PrintStream out) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);

  void say(String what) {
    out.println(what);
  }

  Browsers browsers(int sessions, int warm) {
    return subject.opening().open(site.policy(), sessions, warm);
  }

  BenchSession open(Browsers browsers, String url) {
    return BenchSession.open(browsers, site.policy(), url);
  }

  static void await(BooleanSupplier so, String what) {
    var pause = new Cancel();
    for (long begin = System.nanoTime(); !so.getAsBoolean(); pause.pause(POLL)) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new BenchFailure("Waited in vain for " + what + ".");
      }
    }
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
