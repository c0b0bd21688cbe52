package dev.parley.webagent;

import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the agent is warned of before it decides. */
final class Warnings {
  /** A bound is near when this share of it is left, or so many rounds. */
  private static final int NEAR_SHARE = 5;

  private static final int NEAR_ROUNDS = 3;

  private final Brief brief;
  private final Function<Usage, Optional<BigDecimal>> price;

  Warnings(Brief brief, Function<Usage, Optional<BigDecimal>> price) {
    this.brief = brief;
    this.price = price;
  }

  List<String> of(Turn turn, Rounds rounds) {
    var warnings = new ArrayList<String>();
    int left = brief.maxSteps() - rounds.next();
    if (left == 0) {
      warnings.add(
          "This is your last step: only done can be used. Say what was found and done so far, and"
              + " give success false if the task is not finished.");
    } else if (left <= NEAR_ROUNDS) {
      warnings.add(
          "Warning: " + left + (left == 1 ? " step is" : " steps are") + " left after this one.");
    }
    long most = brief.bounds().mostTokens();
    long used = Budget.used(turn);
    if (most > 0 && (most - used) * NEAR_SHARE <= most) {
      warnings.add("Warning: " + used + " of " + most + " tokens are used. Come to an end.");
    }
    var dear = brief.bounds().mostCost();
    var spent = Budget.cost(Budget.usages(turn), price);
    if (dear != null
        && dear.subtract(spent).multiply(BigDecimal.valueOf(NEAR_SHARE)).compareTo(dear) <= 0) {
      warnings.add(
          "Warning: $%s of $%s are spent. Come to an end."
              .formatted(spent.setScale(2, RoundingMode.HALF_UP), dear.toPlainString()));
    }
    int repeats = Loops.repeats(rounds);
    if (Loops.isNudge(repeats)) {
      warnings.add(
          "Warning: you did the same "
              + repeats
              + " times and the page did not change. Try another way, or end with done and success"
              + " false; after "
              + Loops.STUCK
              + " times the run is ended as stuck.");
    }
    int failed = WebBehaviour.failedInARow(rounds.all());
    if (failed == WebBehaviour.FAILED_ROUNDS - 1) {
      warnings.add("Warning: if the next reply fails like the last " + failed + ", the run ends.");
    }
    return warnings;
  }
}
