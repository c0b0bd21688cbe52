package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.webagent.Round.Left;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says whether a task may end with what the agent gives as its result. */
final class Proving {
  private static final Pattern FENCED =
      Pattern.compile("\\s*```(?:json)?\\s*\\n(.*?)\\n?\\s*```\\s*", Pattern.DOTALL);

  private final Brief brief;
  private final Aids aids;

  Proving(Brief brief, Aids aids) {
    this.brief = brief;
    this.aids = aids;
  }

  /** What becomes of a result. */
  sealed interface Verdict {
    /** The task ends with it. */
    record Accepted(Done done) implements Verdict {}

    /** A model is to be asked first. */
    record Open() implements Verdict {}

    /** The agent goes on; it is told why. */
    record Rejected(String why) implements Verdict {}
  }

  /** For a round that reached its {@code done}. */
  Verdict of(Rounds rounds, Round round) {
    var given = round.closing().flatMap(call -> Done.of(call, round.said().text()));
    if (given.isEmpty()) {
      return new Verdict.Rejected("Failed: done takes text, the result in words, and success.");
    }
    if (round.isSpokenInto() && !round.last()) {
      return new Verdict.Rejected(Left.SPOKEN_INTO.told());
    }
    var done = given.get();
    if (!done.success()) {
      return new Verdict.Accepted(done);
    }
    var schema = brief.proof().outputSchema();
    if (schema != null) {
      done = new Done(bare(done.text()), true);
      var fault = fault(schema, done.text());
      if (fault.isPresent()) {
        return unfit(rounds, round, done, fault.get());
      }
    }
    return checked(rounds, round, done);
  }

  private Verdict unfit(Rounds rounds, Round round, Done done, String fault) {
    if (round.last() || wasUnfitBefore(rounds, round)) {
      return new Verdict.Accepted(new Done(done.text(), false));
    }
    return new Verdict.Rejected(
        "Not accepted: the text of the result must be JSON that fits the schema. " + fault);
  }

  private boolean wasUnfitBefore(Rounds rounds, Round round) {
    return rounds.all().stream()
        .filter(earlier -> earlier.no() < round.no() && earlier.reachedItsEnd())
        .filter(earlier -> !earlier.isSpokenInto())
        .flatMap(earlier ->
            earlier
                .closing()
                .filter(call -> call.tool().equals(Done.NAME))
                .flatMap(call -> Done.of(call, earlier.said().text()))
                .stream())
        .anyMatch(this::isUnfit);
  }

  private boolean isUnfit(Done done) {
    var schema = brief.proof().outputSchema();
    return schema != null && done.success() && fault(schema, bare(done.text())).isPresent();
  }

  private Optional<String> fault(JsonObject schema, String text) {
    try {
      return aids.output().fault(schema, Json.parse(text));
    } catch (MalformedJson | WrongShape unreadable) {
      return Optional.of("It is no JSON: " + unreadable.getMessage() + ".");
    }
  }

  /** JSON without the fence that models like to put around it. */
  private static String bare(String text) {
    var fenced = FENCED.matcher(text);
    return fenced.matches() ? fenced.group(1).strip() : text;
  }

  private Verdict checked(Rounds rounds, Round round, Done done) {
    var verdict = round.verdict();
    if (verdict.isPresent()) {
      return round.last() || !isNo(verdict.get())
          ? new Verdict.Accepted(done)
          : new Verdict.Rejected("Not accepted: " + reason(verdict.get()));
    }
    // A result is not lost because the model that was to judge it could not be asked.
    boolean wasChecked =
        rounds.all().stream().anyMatch(other -> other.verdict().isPresent() || other.isUnproven());
    return brief.proof().checked() && !wasChecked && !round.last()
        ? new Verdict.Open()
        : new Verdict.Accepted(done);
  }

  private static boolean isNo(String verdict) {
    var said = verdict.strip().toLowerCase(Locale.ROOT);
    return said.equals("no") || (said.startsWith("no") && !Character.isLetter(said.charAt(2)));
  }

  private static String reason(String verdict) {
    String reason = verdict.strip().substring(2).replaceFirst("^[\\s:,.;-]+", "").strip();
    return reason.isEmpty() ? "the task is not done yet." : reason;
  }
}
