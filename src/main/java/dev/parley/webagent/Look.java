package dev.parley.webagent;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Work.ToolWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page as it was shown before a round.
 *
 * @param whole whether the listing is more than what changed since the look before
 * @param notices what happened outside the agent's actions, in sentences
 * @param at when; null in journals that do not tell
 */
record Look(String listing, String url, boolean whole, List<String> notices, @Nullable Instant at) {
  static final String NAME = "look";

  /** So many looks in a row may show changes only. */
  private static final int MOST_CHANGES = 10;

  Look {
    notices = List.copyOf(notices);
  }

  /** What a step saw; empty if it saw nothing. */
  static Optional<Look> of(Step step) {
    return step.outcome() instanceof ToolOutcome(JsonObject seen)
        ? Optional.of(
            new Look(
                seen.text("listing").orElse(""),
                seen.text("url").orElse(""),
                !(seen.get("whole").orElse(null) instanceof JsonBool(var whole)) || whole,
                texts(seen.get("notices").orElse(new JsonArray(List.of()))),
                seen.text("at").map(Instant::parse).orElse(null)))
        : Optional.empty();
  }

  private static List<String> texts(JsonValue value) {
    return value instanceof JsonArray(var elements)
        ? elements.stream()
            .filter(JsonText.class::isInstance)
            .map(text -> ((JsonText) text).value())
            .toList()
        : List.of();
  }

  /** What a turn begins with. */
  static ToolWork first() {
    return work(NAME + "-1", false);
  }

  /** The next look of a turn; its id is that of no call so far, so that steps are told apart. */
  static ToolWork next(List<Step> steps, Rounds rounds, boolean whole) {
    var taken = taken(steps);
    int no = 1;
    while (taken.contains(NAME + "-" + no)) {
      no++;
    }
    return work(NAME + "-" + no, whole || needsWhole(rounds));
  }

  /** After many changes, and when what changed would be told since a look the model asked for. */
  private static boolean needsWhole(Rounds rounds) {
    long changes = rounds.looks().reversed().stream().takeWhile(look -> !look.whole()).count();
    return changes >= MOST_CHANGES
        || rounds.last().stream()
            .flatMap(round -> round.deeds().stream())
            .anyMatch(deed -> deed.call().tool().equals(NAME));
  }

  private static ToolWork work(String id, boolean whole) {
    var input = whole ? new JsonObject(Map.of("whole", new JsonBool(true))) : JsonObject.EMPTY;
    return new ToolWork(new ToolCall(id, NAME, input), NAME, ToolKind.BROWSER, Effect.SAFE);
  }

  private static Set<String> taken(List<Step> steps) {
    var taken = new HashSet<String>();
    var calls = new ArrayList<ToolCall>();
    for (var step : steps) {
      if (step.outcome() instanceof ModelOutcome said) {
        calls.addAll(said.calls());
      } else if (step.work() instanceof ToolWork tool) {
        calls.add(tool.call());
      }
    }
    calls.forEach(call -> taken.add(call.id()));
    return taken;
  }
}
