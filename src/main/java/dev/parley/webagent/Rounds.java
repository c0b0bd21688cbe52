package dev.parley.webagent;

import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A journal read as rounds. Calls of the model that gave no reply are none.
 *
 * @param before the steps before the first reply
 */
record Rounds(List<Step> before, List<Round> all) {
  Rounds {
    before = List.copyOf(before);
    all = List.copyOf(all);
  }

  /** With the number of rounds that may be taken. */
  static Rounds of(List<Step> steps, int most) {
    var before = new ArrayList<Step>();
    var all = new ArrayList<Round>();
    var after = before;
    ModelOutcome said = null;
    for (var step : steps) {
      if (asksForNext(step) && step.outcome() instanceof ModelOutcome reply) {
        add(all, said, after, most);
        said = reply;
        after = new ArrayList<>();
      } else {
        after.add(step);
      }
    }
    add(all, said, after, most);
    return new Rounds(before, all);
  }

  private static void add(
      List<Round> all, @Nullable ModelOutcome said, List<Step> after, int most) {
    if (said != null) {
      int no = all.size() + 1;
      all.add(new Round(no, no >= most, said, after));
    }
  }

  /** Whether a step asks the model what to do next. */
  static boolean asksForNext(Step step) {
    return step.work() instanceof ModelWork model && model.asks() == Purpose.NEXT;
  }

  Optional<Round> last() {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** The number of the round that comes next. */
  int next() {
    return all.size() + 1;
  }

  /** What was seen before the first round. */
  List<Look> firstLooks() {
    return before.stream()
        .filter(step -> step.work() instanceof ToolWork)
        .flatMap(step -> Look.of(step).stream())
        .toList();
  }

  /** Everything seen, in order. */
  List<Look> looks() {
    var looks = new ArrayList<>(firstLooks());
    all.forEach(round -> looks.addAll(round.looks()));
    return looks;
  }

  /** The page as it was seen last: the last whole listing and what changed since. */
  String page() {
    var shown = new ArrayList<String>();
    for (var look : looks()) {
      if (look.whole()) {
        shown.clear();
      }
      shown.add(look.listing());
    }
    return String.join("\n", shown);
  }
}
