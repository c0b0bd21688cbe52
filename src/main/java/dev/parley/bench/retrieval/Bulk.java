package dev.parley.bench.retrieval;

import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.DocumentPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Documents of words nobody wrote, the same in every run. */
final class Bulk {
  private static final int CHUNKS_EACH = 100;
  private static final int WORDS_EACH = 80;
  private static final int DIMENSIONS = 384;
  private static final int AT_ONCE = 1000;

  private final Subject subject;
  private final Random random = new Random(4711);
  private final List<String> words;

  Bulk(Subject subject) {
    this.subject = subject;
    // the words of the questions among them, so that these find something
    var known =
        Labelled.all().stream()
            .flatMap(
                one -> Stream.of(one.passage().toLowerCase(java.util.Locale.ROOT).split("\\W+")))
            .distinct();
    this.words =
        Stream.concat(known, Stream.generate(this::word).limit(20_000))
            .distinct()
            .collect(Collectors.toCollection(ArrayList::new));
  }

  private String word() {
    return random
        .ints(2 + random.nextInt(3), 0, SYLLABLES.size())
        .mapToObj(SYLLABLES::get)
        .collect(Collectors.joining());
  }

  private static final List<String> SYLLABLES =
      List.of(
          "ba", "cen", "dor", "el", "fi", "gra", "hin", "ka", "lor", "men", "no", "pri", "sa",
          "tur", "ven", "wil");

  /** Rare words are rare: the n-th comes about a n-th as often as the first. */
  private String drawn() {
    double place = Math.pow(words.size(), random.nextDouble());
    return words.get((int) Math.min(words.size() - 1.0, place - 1));
  }

  /** Adds documents until there are so many chunks, from so many on. */
  void add(int from, int to) {
    for (int first = from; first < to; first += CHUNKS_EACH) {
      var chunks = new ArrayList<Chunk>();
      for (int i = 1; i <= Math.min(CHUNKS_EACH, to - first); i++) {
        var text = Stream.generate(this::drawn).limit(WORDS_EACH).collect(Collectors.joining(" "));
        chunks.add(new Chunk(i, List.of("Part " + i), null, text));
      }
      var path = new DocumentPath("documents/bulk/" + first + ".txt");
      subject.documents().save(new Document(path, "bulk " + first, "Bulk " + first, ""), chunks);
    }
    giveVectors();
  }

  private void giveVectors() {
    var model = subject.embedder().model();
    subject.vectors().want(model);
    for (var some = subject.vectors().claim(model, AT_ONCE);
        !some.isEmpty();
        some = subject.vectors().claim(model, AT_ONCE)) {
      var drawn = new HashMap<String, float[]>();
      some.forEach(wanted -> drawn.put(wanted.hash(), vector()));
      subject.vectors().save(model, drawn);
    }
  }

  private float[] vector() {
    var vector = new float[DIMENSIONS];
    double length = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      length += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }
}
