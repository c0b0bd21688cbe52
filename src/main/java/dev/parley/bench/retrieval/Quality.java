package dev.parley.bench.retrieval;

import dev.parley.bench.Report;
import dev.parley.cancel.Cancel;
import dev.parley.embedding.NoEmbedder;
import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.PassageIndex;
import dev.parley.knowledge.Retriever.Search;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** How often the passage that answers a question is among the first five. */
final class Quality {
  private static final int FIRST = 5;
  private static final DocumentPath FOLDER = new DocumentPath("documents/labelled");

  private final Subject subject;
  private final List<Labelled> set = Labelled.all();

  Quality(Subject subject) {
    this.subject = subject;
  }

  void measure(Report report) {
    for (int i = 0; i < set.size(); i++) {
      var path = new DocumentPath(FOLDER.value() + "/" + i + ".txt");
      var text = set.get(i).passage();
      subject
          .documents()
          .save(
              new Document(path, "labelled " + i, "", text),
              List.of(new Chunk(1, List.of(), null, text)));
    }
    var vectors = embedAll();
    try (var words = opened("words", false);
        var both = opened("both", true)) {
      report.figure("recall@5, words alone (BM25)", recall(finding(words)));
      report.figure(
          "recall@5, vectors alone", recall((question, at) -> nearest(vectors, question, at)));
      report.figure("recall@5, fused", recall(finding(both)));
    }
    report.figure("questions, passages", questions() + ", " + set.size());
  }

  private PassageIndex opened(String name, boolean meaning) {
    var index = subject.opening().open(name, meaning ? subject.embedder() : new NoEmbedder());
    index.refresh();
    return index;
  }

  private Map<Integer, float[]> embedAll() {
    var embedder = subject.embedder();
    subject.vectors().want(embedder.model());
    var made = new HashMap<String, float[]>();
    for (var wanted : subject.vectors().claim(embedder.model(), Integer.MAX_VALUE)) {
      made.put(wanted.hash(), embedder.embed(List.of(wanted.text())).getFirst());
    }
    subject.vectors().save(embedder.model(), made);
    var byNumber = new HashMap<Integer, float[]>();
    for (int i = 0; i < set.size(); i++) {
      byNumber.put(i, embedder.embed(List.of(set.get(i).passage())).getFirst());
    }
    return byNumber;
  }

  private static BiPredicate<String, Integer> finding(PassageIndex index) {
    return (question, at) -> {
      var expected = new DocumentPath(FOLDER.value() + "/" + at + ".txt");
      return index.find(new Search(question, FOLDER, FIRST), new Cancel()).stream()
          .anyMatch(found -> found.document().equals(expected));
    };
  }

  /** By comparing with every vector there is: what the model alone can do. */
  private boolean nearest(Map<Integer, float[]> vectors, String question, int at) {
    var asked = subject.embedder().embed(List.of(question)).getFirst();
    return vectors.entrySet().stream()
        .sorted(Comparator.comparingDouble(each -> -product(each.getValue(), asked)))
        .limit(FIRST)
        .anyMatch(each -> each.getKey() == at);
  }

  private static double product(float[] one, float[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }

  private long questions() {
    return set.stream().mapToLong(one -> one.questions().size()).sum();
  }

  private String recall(BiPredicate<String, Integer> isFound) {
    long found =
        IntStream.range(0, set.size())
            .mapToLong(at ->
                set.get(at).questions().stream()
                    .filter(question -> isFound.test(question, at))
                    .count())
            .sum();
    return Report.print((double) found / questions());
  }
}
