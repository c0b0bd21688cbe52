package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.Report;
import dev.parley.bench.Samples;
import dev.parley.browser.Browsers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** How many steps a second several sessions of one browser take together. */
final class Crowd {
  private static final int BAR_SESSIONS = 5;
  private static final double BAR = 100;
  private static final double BAR_PICTURED = 40;

  /** The first steps of each session, which nobody counts. */
  private static final int WARM_UP = 10;

  private final Run run;

  Crowd(Run run) {
    this.run = run;
  }

  void measure() {
    try (var browsers = run.browsers(run.extent().mostSessions(), 0);
        var bare = BareBrowser.start(run.subject())) {
      for (int size : run.extent().crowds()) {
        run.say("Taking steps in " + size + " sessions at once");
        drive(size, browsers, bare);
      }
    }
  }

  private void drive(int size, Browsers browsers, BareBrowser bare) {
    var pages =
        Stream.generate(() -> bare.open(BenchPages.mixed(Steps.ELEMENTS))).limit(size).toList();
    var sessions = new ArrayList<BenchSession>();
    try {
      for (int at = 0; at < size; at++) {
        sessions.add(run.open(browsers, run.site().mixed(Steps.ELEMENTS)));
      }
      var plain = new ArrayList<Double>();
      var pictured = new ArrayList<Double>();
      var ratios = new ArrayList<Double>();
      for (int round = 0; round < run.extent().rounds(); round++) {
        plain.add(perSecond(sessions.stream().map(Crowd::plain).toList()));
        pictured.add(perSecond(sessions.stream().map(Crowd::pictured).toList()));
        double theirs = perSecond(pages.stream().<Runnable>map(page -> page::step).toList());
        ratios.add(plain.getLast() / theirs);
      }
      report(size, Run.median(plain), Run.median(pictured), Run.median(ratios));
    } finally {
      sessions.forEach(BenchSession::close);
      pages.forEach(BareBrowser.BarePage::close);
    }
  }

  static Runnable plain(BenchSession session) {
    var unused = new Samples();
    return () -> session.press(unused, unused);
  }

  static Runnable pictured(BenchSession session) {
    var step = plain(session);
    return () -> {
      step.run();
      if (session.picture() == 0) {
        throw new BenchFailure("A screenshot is empty.");
      }
    };
  }

  private void report(int size, double plain, double pictured, double ratio) {
    var report = run.report();
    var name = "steps/s over " + size + " sessions";
    if (size == BAR_SESSIONS) {
      report.atLeast(name, plain, BAR);
      report.atLeast(name + ", with screenshots", pictured, BAR_PICTURED);
    } else {
      report.figure(name, Report.print(plain));
      report.figure(name + ", with screenshots", Report.print(pictured));
    }
    report.figure(name + " of bare steps/s", Report.print(ratio));
  }

  /** All begin together, after some steps that are not counted. */
  double perSecond(List<Runnable> steps) {
    var ready = new CountDownLatch(steps.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var counts = steps.stream().map(step -> threads.submit(() -> count(step, ready))).toList();
      double sum = 0;
      for (var count : counts) {
        sum += result(count);
      }
      return sum / (run.extent().phase().toNanos() / 1e9);
    }
  }

  private int count(Runnable step, CountDownLatch ready) throws InterruptedException {
    try {
      for (int at = 0; at < (run.extent().quick() ? 1 : WARM_UP); at++) {
        step.run();
      }
    } finally {
      ready.countDown();
    }
    ready.await();
    long end = System.nanoTime() + run.extent().phase().toNanos();
    int done = 0;
    for (step.run(); System.nanoTime() < end; step.run()) {
      done++;
    }
    return done;
  }

  static <R> R result(Future<R> count) {
    try {
      return count.get();
    } catch (ExecutionException failed) {
      throw new BenchFailure("A session failed: " + failed.getCause(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("The bench was stopped.", stopped);
    }
  }
}
