package dev.parley.webagent;

import dev.parley.trace.ToolCall;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Notices an agent that does the same again and again and gets nowhere. */
final class Loops {
  static final int STUCK = 12;

  private static final Set<Integer> NUDGES = Set.of(3, 5, 8);

  /** Older rounds are no sign of being stuck now. */
  private static final int WINDOW = 40;

  private Loops() {}

  /** What is done, on which page, and whether it did anything. */
  private record Move(List<Act> acts, String page, boolean idle) {
    boolean repeats(Move other) {
      return acts.equals(other.acts) && page.equals(other.page);
    }
  }

  private record Act(String tool, Object input) {
    static Act of(ToolCall call) {
      return new Act(call.tool(), call.input());
    }
  }

  /** How often what was done last has been done on the same page, or in vain. */
  static int repeats(Rounds rounds) {
    var moves = moves(rounds);
    if (moves.isEmpty() || moves.getLast().acts().isEmpty()) {
      return 0;
    }
    var last = moves.getLast();
    int same = (int) moves.stream().filter(last::repeats).count();
    int inVain =
        (int)
            moves.reversed().stream()
                .takeWhile(move -> move.idle() && move.acts().equals(last.acts()))
                .count();
    return Math.max(same, inVain);
  }

  static boolean isNudge(int repeats) {
    return NUDGES.contains(repeats);
  }

  private static List<Move> moves(Rounds rounds) {
    var page = new PageState();
    page.seen(rounds.firstLooks());
    var moves = new ArrayList<Move>();
    for (var round : rounds.all()) {
      var deeds = round.deeds();
      var acts = deeds.stream().map(deed -> Act.of(deed.call())).toList();
      boolean idle = deeds.stream().allMatch(deed -> deed.came() != Came.DONE);
      moves.add(new Move(acts, page.key(), idle));
      page.seen(round.looks());
    }
    return moves.subList(Math.max(0, moves.size() - WINDOW), moves.size());
  }
}
