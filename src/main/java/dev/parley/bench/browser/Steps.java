package dev.parley.bench.browser;

import dev.parley.bench.Report;
import dev.parley.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** What one step takes, alone: a look and a press, a look and a text. */
final class Steps {
  static final int ELEMENTS = 200;

  private static final int WARM_UP = 150;
  private static final int STEPS = 100;

  private final Run run;
  private final Samples looks = new Samples();
  private final Samples presses = new Samples();
  private final Samples whole = new Samples();
  private final Samples typed = new Samples();
  private final Samples bare = new Samples();
  private final Samples roundTrips = new Samples();
  private final List<Double> ratios = new ArrayList<>();

  Steps(Run run) {
    this.run = run;
  }

  void measure() {
    run.say("Taking steps in one session");
    try (var browsers = run.browsers(1, 0);
        var browser = BareBrowser.start(run.subject());
        var session = run.open(browsers, run.site().mixed(ELEMENTS))) {
      var page = browser.open(BenchPages.mixed(ELEMENTS));
      warmUp(session, page);
      for (int round = 0; round < run.extent().rounds(); round++) {
        round(session, browser, page);
      }
    }
    report();
  }

  private void warmUp(BenchSession session, BareBrowser.BarePage page) {
    var unused = new Samples();
    for (int at = 0; at < (run.extent().quick() ? 2 : WARM_UP); at++) {
      session.press(unused, unused);
      session.type(unused, unused);
      page.step();
    }
  }

  private void round(BenchSession session, BareBrowser browser, BareBrowser.BarePage page) {
    var ours = new Samples();
    var theirs = new Samples();
    int steps = run.extent().quick() ? 3 : STEPS;
    for (int at = 0; at < steps; at++) {
      ours.time(() -> session.press(looks, presses));
      theirs.time(page::step);
      roundTrips.time(browser::roundTrip);
    }
    var unused = new Samples();
    for (int at = 0; at < steps; at++) {
      typed.time(() -> session.type(unused, unused));
    }
    whole.addAll(ours);
    bare.addAll(theirs);
    ratios.add(ours.millis(0.5) / theirs.millis(0.5));
  }

  private void report() {
    var report = run.report();
    report.atMost("step (look, press), p50 ms", whole.millis(0.5), 20);
    report.figure("step (look, press), p99 ms", Report.print(whole.millis(0.99)));
    report.figure("its look, p50 ms", Report.print(looks.millis(0.5)));
    report.figure("its press, p50 ms", Report.print(presses.millis(0.5)));
    report.figure("step (look, type), p50 ms", Report.print(typed.millis(0.5)));
    report.figure("bare step, p50 ms", Report.print(bare.millis(0.5)));
    report.figure("step over bare step", Report.print(Run.median(ratios)));
    report.figure("bare round trip, p50 ms", Report.print(roundTrips.millis(0.5)));
  }
}
