package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** What one more session takes of the machine's memory. */
final class Footprint {
  private static final int SESSIONS = 10;
  private static final double MB = 1024;

  private final Run run;

  Footprint(Run run) {
    this.run = run;
  }

  void measure() {
    if (!Files.isReadable(Path.of("/proc/self/smaps_rollup"))) {
      run.say("This machine does not tell the memory of processes: no MB a session");
      return;
    }
    run.say("Opening sessions on a light page");
    int more = run.extent().quick() ? 2 : SESSIONS;
    var sessions = new ArrayList<BenchSession>();
    try (var browsers = run.browsers(more + 1, 0)) {
      sessions.add(run.open(browsers, run.site().url("/")));
      double before = megabytes();
      for (int at = 0; at < more; at++) {
        sessions.add(run.open(browsers, run.site().url("/")));
      }
      double after = megabytes();
      sessions.forEach(BenchSession::close);
      run.report().atMost("MB of one more session", (after - before) / more, 40);
      run.report().figure("MB of the browser with one session", Report.print(before));
    }
  }

  /** Of all processes of the browser, what they share divided among them. */
  private static double megabytes() {
    return ProcessHandle.current()
        .descendants()
        .mapToDouble(process -> kilobytes(process.pid()) / MB)
        .sum();
  }

  private static double kilobytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      if (ProcessHandle.of(pid).isEmpty()) {
        return 0;
      }
      throw new BenchFailure("The browser's memory cannot be read: " + unreadable, unreadable);
    }
  }
}
