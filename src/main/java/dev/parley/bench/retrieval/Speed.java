package dev.parley.bench.retrieval;

import dev.parley.bench.Report;
import dev.parley.bench.Samples;
import dev.parley.cancel.Cancel;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.PassageIndex;
import dev.parley.knowledge.Retriever.Search;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How long a message waits for its passages, and a start for its index. */
final class Speed {
  private static final int SMALL = 10_000;
  private static final double BAR_SMALL = 30;
  private static final double BAR_LARGE = 60;
  private static final double BAR_START = 3_000;
  private static final String NAME = "bulk";

  private final Subject subject;
  private final Report report;
  private final PrintStream out;
  private final List<String> questions = Labelled.allQuestions();

  Speed(Subject subject, Report report, PrintStream out) {
    this.subject = subject;
    this.report = report;
    this.out = out;
  }

  void measure(List<Integer> sizes, int rounds) {
    var bulk = new Bulk(subject);
    int there = 0;
    for (int size : sizes) {
      out.println("Writing %,d chunks and indexing them".formatted(size - there));
      bulk.add(there, size);
      there = size;
      try (var index = subject.opening().open(NAME, subject.embedder())) {
        var indexing = new Samples();
        indexing.time(index::refresh);
        report.figure(
            label(size, "indexing what is new, s"), Report.print(indexing.millis(1) / 1000));
        asked(index, size, rounds);
      }
    }
    restart(there);
  }

  private void asked(PassageIndex index, int size, int rounds) {
    ask(index, new Samples());
    var samples = new Samples();
    for (int round = 0; round < rounds; round++) {
      ask(index, samples);
    }
    if (size < SMALL) {
      report.figure(label(size, "p50 ms a message"), Report.print(samples.millis(0.5)));
    } else {
      double bar = size == SMALL ? BAR_SMALL : BAR_LARGE;
      report.atMost(label(size, "p50 ms a message"), samples.millis(0.5), bar);
    }
    report.figure(label(size, "p99 ms a message"), Report.print(samples.millis(0.99)));
  }

  private void ask(PassageIndex index, Samples samples) {
    for (var question : questions) {
      var search = new Search(question, new DocumentPath(DocumentPath.ROOT), 5);
      samples.time(() -> index.find(search, new Cancel()));
    }
  }

  private void restart(int size) {
    var samples = new Samples();
    samples.time(() -> {
      try (var index = subject.opening().open(NAME, subject.embedder())) {
        index.refresh();
        ask(index, 1);
      }
    });
    report.atMost(label(size, "restart to the first passages, ms"), samples.millis(1), BAR_START);
  }

  private void ask(PassageIndex index, int most) {
    var search = new Search(questions.getFirst(), new DocumentPath(DocumentPath.ROOT), most);
    if (index.find(search, new Cancel()).isEmpty()) {
      throw new IllegalStateException("an index that was there finds nothing");
    }
  }

  private static String label(int size, String what) {
    return String.format(Locale.ROOT, "%,d chunks: %s", size, what);
  }
}
