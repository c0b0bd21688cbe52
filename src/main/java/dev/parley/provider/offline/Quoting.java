package dev.parley.provider.offline;

import dev.parley.model.Material;
import dev.parley.model.Material.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers with the sentences of given material that share most with the question. */
final class Quoting {
  private static final int MOST = 3;

  /** A further sentence must be so much as good as the best one. */
  private static final double NEARLY = 0.65;

  private static final double OF_TITLE = 0.5;
  private static final double OF_RANK = 0.3;
  private static final int LONGEST = 600;

  /**
   * A sentence of a section.
   *
   * @param place counts over all sections
   * @param own what it shares with the question itself; {@code score} has its section in it, too
   */
  private record Candidate(
      Section section, int rank, int place, String sentence, double own, double score) {}

  private Quoting() {}

  /** Of material with at least one section. */
  static String answer(String question, Material material) {
    var asked = Stems.of(question);
    var candidates = candidates(asked, material.sections());
    var best =
        candidates.stream()
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .limit(MOST)
            .toList();
    if (best.isEmpty() || best.getFirst().own() == 0) {
      return "The nearest I found:\n\n" + quoted(nearest(material.sections().getFirst()));
    }
    double least = best.getFirst().own() * NEARLY;
    var quotes = new ArrayList<String>();
    best.stream()
        .filter(candidate -> candidate.own() >= least)
        .sorted(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::place))
        .forEach(candidate -> quotes.add(quoted(candidate)));
    return String.join("\n\n", quotes);
  }

  private static Candidate nearest(Section section) {
    var sentences = Sentences.of(section.text());
    var first = sentences.isEmpty() ? section.text().strip() : sentences.getFirst();
    return new Candidate(section, 0, 0, first, 0, 0);
  }

  private static String quoted(Candidate candidate) {
    var text = candidate.sentence();
    var clipped =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " …";
    var citation = candidate.section().citation();
    return citation == null ? clipped : clipped + " " + citation;
  }

  private static List<Candidate> candidates(Set<String> asked, List<Section> sections) {
    var sentences = sections.stream().map(section -> Sentences.of(section.text())).toList();
    var weights = weights(asked, sentences);
    var candidates = new ArrayList<Candidate>();
    var said = new HashSet<String>();
    for (int rank = 0; rank < sections.size(); rank++) {
      var section = sections.get(rank);
      double ofSection = OF_RANK / (rank + 1);
      double ofTitle = OF_TITLE * shared(asked, Stems.of(section.title()), weights);
      for (var sentence : sentences.get(rank)) {
        double own = shared(asked, Stems.of(sentence), weights);
        // A sentence that shares no word with the question is not made an answer by its title.
        double score = own == 0 ? 0 : own + ofTitle + ofSection;
        if (said.add(sentence)) {
          candidates.add(new Candidate(section, rank, candidates.size(), sentence, own, score));
        }
      }
    }
    return candidates;
  }

  private static double shared(Set<String> asked, Set<String> there, Map<String, Double> weights) {
    return asked.stream().filter(there::contains).mapToDouble(weights::get).sum();
  }

  /** Words count more the fewer sentences have them. */
  private static Map<String, Double> weights(Set<String> asked, List<List<String>> sentences) {
    var stems = sentences.stream().flatMap(List::stream).map(Stems::of).toList();
    var weights = new HashMap<String, Double>();
    for (var word : asked) {
      long having = stems.stream().filter(there -> there.contains(word)).count();
      weights.put(word, Math.log(1 + (stems.size() + 1.0) / (having + 1)));
    }
    return weights;
  }
}
