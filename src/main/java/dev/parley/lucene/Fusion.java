package dev.parley.lucene;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one ranking of several, by reciprocal ranks: scores of different kinds never meet. */
final class Fusion {
  /** How little the very first places count more than those behind them; the usual value. */
  private static final int SMOOTHING = 60;

  private Fusion() {}

  /** Entries by number, the best first; of equals the one an earlier ranking has first. */
  static List<Integer> of(List<List<Integer>> rankings) {
    var scores = new LinkedHashMap<Integer, Double>();
    for (var ranking : rankings) {
      for (int place = 0; place < ranking.size(); place++) {
        scores.merge(ranking.get(place), 1.0 / (SMOOTHING + place + 1), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
