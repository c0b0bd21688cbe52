package dev.parley.lucene;

import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Nearness of meaning, where there is a model for it. */
final class Meaning {
  /** What is less near has nothing to do with the question; of cosines, measured. */
  private static final float LEAST = 0.25f;

  /** A question that is longer is known by its beginning and its end. */
  private static final int HALF = 1_000;

  private final Embedder embedder;
  private volatile boolean possible;

  Meaning(Embedder embedder) {
    this.embedder = embedder;
    this.possible = embedder.isThere();
  }

  /** The nearest of all or of those that a filter lets through; empty where there is no model. */
  Optional<Query> query(String question, int most, @Nullable Query filter) {
    if (!possible || question.isBlank()) {
      return Optional.empty();
    }
    try {
      var vector = embedder.embed(List.of(shortened(question))).getFirst();
      return Optional.of(new KnnFloatVectorQuery(Entries.VECTOR, vector, most, filter));
    } catch (Unavailable none) {
      possible = false;
      return Optional.empty();
    }
  }

  /** Whether a score of such a query says that the two have to do with each other. */
  static boolean isNear(float score) {
    return score >= (1 + LEAST) / 2;
  }

  private static String shortened(String question) {
    return question.length() <= 2 * HALF
        ? question
        : question.substring(0, HALF) + " " + question.substring(question.length() - HALF);
  }
}
