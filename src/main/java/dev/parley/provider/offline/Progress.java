package dev.parley.provider.offline;

import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.provider.offline.Attempt.Outcome;
import dev.parley.provider.offline.Verdict.Act;
import dev.parley.provider.offline.Verdict.Done;
import dev.parley.provider.offline.Verdict.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through what was done before, stage by stage, to find out where a task stands. */
final class Progress {
  private static final Set<String> LOOKING = Set.of("scroll_down", "scroll_up", "wait");
  private static final Set<String> REPEATABLE =
      Set.of("go_to_url", "search_google", "extract_content", "save_to_file");
  private static final int MOST_SCROLLS = 12;
  private static final int MOST_TRIES = 2;

  private final Situation situation;
  private final Deque<Attempt> past;

  Progress(Situation situation) {
    this.situation = situation;
    this.past = new ArrayDeque<>(situation.attempts());
  }

  Page page() {
    return situation.page();
  }

  boolean offers(String tool) {
    return situation.offers(tool);
  }

  /** How far a stage has come; the actions that were it are not looked at again. */
  Verdict of(Stage stage) {
    var looked = new ArrayList<Attempt>();
    int tries = 0;
    while (!past.isEmpty()) {
      var attempt = past.peek();
      boolean its = stage.tools().contains(attempt.call().tool());
      if (!its && stage.optional() && !LOOKING.contains(attempt.call().tool())) {
        return skipped(looked);
      }
      past.poll();
      if (LOOKING.contains(attempt.call().tool())) {
        looked.add(attempt);
      } else if (its) {
        looked.clear();
        tries++;
        if (tries == MOST_TRIES || !isWorthAnother(attempt)) {
          return judged(stage, attempt);
        }
      }
    }
    var verdict = next(stage, looked);
    return verdict instanceof Done ? skipped(looked) : verdict;
  }

  /** What was looked for meanwhile belongs to the stage that comes now. */
  private Done skipped(List<Attempt> looked) {
    looked.reversed().forEach(past::addFirst);
    return new Done(null);
  }

  private static boolean isWorthAnother(Attempt attempt) {
    return attempt.outcome() == Outcome.REFUSED
        || (attempt.outcome() == Outcome.UNKNOWN && REPEATABLE.contains(attempt.call().tool()));
  }

  private static Verdict judged(Stage stage, Attempt attempt) {
    return switch (attempt.outcome()) {
      case DONE -> new Done(attempt);
      case NO_EFFECT -> new Failed(stage.what() + " had no effect: " + attempt.brief());
      case REFUSED -> new Failed(stage.what() + " did not work: " + attempt.brief());
      case UNKNOWN ->
          new Failed(
              "Nobody knows whether this happened: " + stage.what() + ": " + attempt.brief());
    };
  }

  /** What is not on the page may be further down, further up, or still on its way. */
  private Verdict next(Stage stage, List<Attempt> looked) {
    var verdict = stage.next().apply(situation.page());
    if (!(verdict instanceof Failed)) {
      return verdict;
    }
    boolean up = looked.stream().anyMatch(attempt -> attempt.call().tool().equals("scroll_up"));
    boolean stuck = !looked.isEmpty() && looked.getLast().outcome() != Outcome.DONE;
    if (looked.size() < MOST_SCROLLS) {
      if (situation.page().moreBelow() && !up && !stuck && offers("scroll_down")) {
        return new Act("scroll_down", JsonObject.EMPTY, "Looking further down the page.");
      }
      if (situation.page().moreAbove() && !(up && stuck) && offers("scroll_up")) {
        return new Act("scroll_up", JsonObject.EMPTY, "Looking further up the page.");
      }
    }
    boolean waited = looked.stream().anyMatch(attempt -> attempt.call().tool().equals("wait"));
    if (!waited && offers("wait")) {
      return new Act(
          "wait",
          new JsonObject(Map.of("seconds", new JsonNumber(2))),
          "Waiting for the page to show it.");
    }
    return verdict;
  }
}
