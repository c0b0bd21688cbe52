package dev.parley.bench.retrieval;

import dev.parley.bench.Report;
import dev.parley.embedding.Unavailable;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Measures how passages are found, and prints the figures with their bars. */
public final class RetrievalBench {
  private static final String USAGE =
      """
      usage: bench retrieval [--quick]
        recall in a small set with the right answers beside it, by words, by vectors and by both;
        then the time of a message among 1,000, 10,000 and 100,000 passages of made-up words, whose
        vectors are drawn at random (the model would take half an hour for them); questions are
        embedded for real, and their time counts
        --quick    only 1,000 passages; shows that everything works
      """;

  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
  private static final List<Integer> QUICK_SIZES = List.of(1_000);
  private static final int ROUNDS = 5;

  private RetrievalBench() {}

  /**
   * Runs the bench; what goes wrong is told in {@code out} too.
   *
   * @return the exit code; a bar that is missed is no failure
   */
  public static int run(Subject subject, List<String> words, PrintStream out) {
    boolean quick = words.contains("--quick");
    if (!Set.of("--quick").containsAll(words)) {
      out.print(USAGE);
      return words.contains("--help") || words.contains("-h") ? 0 : 1;
    }
    var report = new Report();
    try {
      out.println("Asking about a small set with the right answers beside it");
      new Quality(subject).measure(report);
      new Speed(subject, report, out).measure(quick ? QUICK_SIZES : SIZES, quick ? 1 : ROUNDS);
    } catch (Unavailable missing) {
      out.println("Nothing can be measured: " + missing.getMessage());
      return 1;
    }
    report.print(out);
    return 0;
  }
}
