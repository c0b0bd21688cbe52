package dev.parley.bench.browser;

import dev.parley.bench.Report;
import dev.parley.bench.Samples;

/** From the wish for a session, contexts being warm, to its first request at the site. */
final class FirstNavigation {
  private static final int STARTS = 20;
  private static final int WARM = 2;

  private final Run run;

  FirstNavigation(Run run) {
    this.run = run;
  }

  void measure() {
    run.say("Starting sessions, contexts being warm");
    var asked = new Samples();
    var settled = new Samples();
    var bareOpen = new Samples();
    int starts = run.extent().quick() ? 2 : STARTS;
    try (var browsers = run.browsers(WARM, WARM);
        var bare = BareBrowser.start(run.subject())) {
      // the first two warm up the JVM
      for (int at = -2; at < starts; at++) {
        Run.await(() -> browsers.load().warm() == WARM, "warm contexts");
        var path = "/start/" + at;
        long begin = System.nanoTime();
        try (var _ = run.open(browsers, run.site().url(path))) {
          long end = System.nanoTime();
          if (at >= 0) {
            asked.add(run.site().arrival(path) - begin);
            settled.add(end - begin);
          }
        }
        bareOpen.time(() -> bare.open(BenchPages.LIGHT).close());
      }
    }
    var report = run.report();
    report.atMost("warm start to first navigation, p50 ms", asked.millis(0.5), 150);
    report.figure("warm start to first navigation, longest ms", Report.print(asked.millis(1)));
    report.figure("warm start to a page at rest, p50 ms", Report.print(settled.millis(0.5)));
    report.figure("bare context with a page, p50 ms", Report.print(bareOpen.millis(0.5)));
  }
}
