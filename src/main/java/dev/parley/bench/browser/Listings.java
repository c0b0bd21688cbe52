package dev.parley.bench.browser;

import dev.parley.bench.Report;
import dev.parley.bench.Samples;
import java.util.ArrayList;
import java.util.Map;

/** What looking at pages of several sizes takes, and what the listings cost in tokens. */
final class Listings {
  private static final Map<Integer, Double> BARS = Map.of(2_000, 10.0, 35_000, 100.0);
  private static final int MOST_TOKENS = 2_000;
  private static final int WARM_UP = 30;
  private static final int LOOKS = 40;

  private final Run run;

  Listings(Run run) {
    this.run = run;
  }

  void measure() {
    try (var browsers = run.browsers(1, 0);
        var bare = BareBrowser.start(run.subject())) {
      for (int size : run.extent().sizes()) {
        run.say("Looking at a page of " + size + " elements");
        try (var session = run.open(browsers, run.site().mixed(size))) {
          compare(size, session, bare.open(BenchPages.mixed(size)));
        }
      }
    }
  }

  private void compare(int size, BenchSession session, BareBrowser.BarePage bare) {
    boolean quick = run.extent().quick();
    var unused = new Samples();
    for (int at = 0; at < (quick ? 2 : WARM_UP); at++) {
      unused.time(session::look);
      unused.time(bare::walk);
    }
    var looks = new Samples();
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < run.extent().rounds(); round++) {
      var ours = new Samples();
      var theirs = new Samples();
      for (int at = 0; at < (quick ? 3 : LOOKS); at++) {
        ours.time(session::look);
        theirs.time(bare::walk);
      }
      looks.addAll(ours);
      ratios.add(ours.millis(0.5) / theirs.millis(0.5));
    }
    int tokens = run.subject().tokens().applyAsInt(session.look().text());
    report(size, looks, Run.median(ratios), tokens);
  }

  private void report(int size, Samples looks, double ratio, int tokens) {
    var name = "look at %,d elements, ".formatted(size);
    var report = run.report();
    if (BARS.containsKey(size)) {
      report.atMost(name + "p50 ms", looks.millis(0.5), BARS.get(size));
    } else {
      report.figure(name + "p50 ms", Report.print(looks.millis(0.5)));
    }
    report.figure(name + "p99 ms", Report.print(looks.millis(0.99)));
    report.figure(name + "over a bare walk", Report.print(ratio));
    report.atMost(name + "tokens", tokens, MOST_TOKENS);
  }
}
