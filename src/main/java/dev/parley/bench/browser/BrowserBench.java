package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.Report;
import dev.parley.browser.BrowserFailure;
import dev.parley.chrome.cdp.CdpFailure;
import java.io.PrintStream;
import java.util.List;

/** Measures browser sessions next to a bare browser, and prints the figures with their bars. */
public final class BrowserBench {
  private BrowserBench() {}

  /**
   * Runs the bench; what goes wrong is told in {@code out} too.
   *
   * @return the exit code; a bar that is missed is no failure
   */
  public static int run(Subject subject, List<String> words, PrintStream out) {
    if (words.contains("--help") || words.contains("-h")) {
      out.print(Extent.USAGE);
      return 0;
    }
    try (var site = BenchSite.start()) {
      var run = new Run(subject, Extent.parse(words), site, new Report(), out);
      out.println("Measuring with " + subject.executable().path());
      new Footprint(run).measure();
      new FirstNavigation(run).measure();
      new Listings(run).measure();
      new Steps(run).measure();
      new Crowd(run).measure();
      run.report().print(out);
      return 0;
    } catch (BenchFailure | BrowserFailure | CdpFailure failed) {
      out.println(failed.getMessage());
      return 1;
    }
  }
}
