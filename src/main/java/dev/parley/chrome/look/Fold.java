package dev.parley.chrome.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Leaves out the lines that matter least until the rest keeps to a budget, and says so. */
final class Fold {
  private static final int MARK = 14;

  private final List<String> lines;
  private final List<Integer> worths;

  Fold(List<String> lines, List<Integer> worths) {
    this.lines = lines;
    this.worths = worths;
  }

  /** How much it matters: what can be used in view most, what is covered least. */
  static int worth(Sight.Line line) {
    if (line.isCovered()) {
      return 0;
    }
    if (line.isInView()) {
      return line.r() > 0 || line.k().equals("dialog") || line.k().equals("alert") ? 4 : 3;
    }
    return line.r() > 0 ? 2 : 1;
  }

  /** The lines that are kept, with one line for every run of those that are not. */
  Folded to(int budget) {
    var costs = lines.stream().mapToInt(line -> Tokens.of(line) + 1).toArray();
    int total = 0;
    for (int cost : costs) {
      total += cost;
    }
    var kept = new boolean[costs.length];
    Arrays.fill(kept, true);
    int folded = 0;
    int room = total > budget ? budget - 3 * MARK : budget;
    for (int worth = 0; worth <= 4 && total > room; worth++) {
      for (int i = costs.length - 1; i >= 0 && total > room; i--) {
        if (worths.get(i) == worth) {
          kept[i] = false;
          total -= costs[i];
          folded++;
        }
      }
    }
    return new Folded(marked(kept), folded);
  }

  private List<String> marked(boolean[] kept) {
    var out = new ArrayList<String>();
    for (int i = 0; i < kept.length; ) {
      if (kept[i]) {
        out.add(lines.get(i++));
        continue;
      }
      int from = i;
      int most = 0;
      while (i < kept.length && !kept[i]) {
        most = Math.max(most, worths.get(i++));
      }
      out.add("folded: " + (i - from) + " lines" + why(most));
    }
    return out;
  }

  private static String why(int worth) {
    return switch (worth) {
      case 0 -> " that something else covers";
      case 1, 2 -> " out of view, scroll to see them";
      default -> ", too many to show";
    };
  }

  /** What is left. */
  record Folded(List<String> lines, int folded) {}
}
