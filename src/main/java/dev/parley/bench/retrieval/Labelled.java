package dev.parley.bench.retrieval;

import dev.parley.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A passage, and questions that it answers and no other passage does. */
record Labelled(String passage, List<String> questions) {
  Labelled {
    questions = List.copyOf(questions);
  }

  static List<Labelled> all() {
    try (var resource =
        Objects.requireNonNull(Labelled.class.getResourceAsStream("labelled.json"))) {
      return Json.readList(
          new String(resource.readAllBytes(), StandardCharsets.UTF_8), Labelled.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<String> allQuestions() {
    return all().stream().flatMap(one -> one.questions().stream()).toList();
  }
}
