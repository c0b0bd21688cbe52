package dev.parley.webagent;

import dev.parley.model.Message;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.NoteWork;
import dev.parley.webagent.Round.Left;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts into words for the model what came of its calls, and what people said. */
final class Told {
  static final int MOST = 20_000;
  static final int MOST_WHEN_OLD = 600;

  private static final String NO_CALL =
      "Your reply held no action. Answer with one or more calls of the tools you have; call done"
          + " when the task is finished or cannot be finished.";

  private final Proving proving;
  private final Aids aids;

  Told(Proving proving, Aids aids) {
    this.proving = proving;
    this.aids = aids;
  }

  /** One answer for every call of a round; a correction if there was none. */
  List<Message> results(Turn turn, Rounds rounds, Round round, int most) {
    if (round.said().calls().isEmpty()) {
      return List.of(new UserMessage(NO_CALL));
    }
    var results = new ArrayList<Message>();
    var plan = round.plan();
    int done = 0;
    boolean closed = false;
    for (var call : round.said().calls()) {
      boolean planned = done < plan.size() && plan.get(done).equals(call);
      String text =
          planned ? result(turn, rounds, round, done, most) : unplanned(round, closed).told();
      done += planned ? 1 : 0;
      closed |= planned && Round.closes(call);
      results.add(new ToolMessage(call.id(), call.tool(), text));
    }
    return results;
  }

  private static Left unplanned(Round round, boolean closed) {
    if (closed) {
      return Left.AFTER_THE_END;
    }
    return round.last() ? Left.AT_THE_LAST_STEP : Left.TOO_MANY;
  }

  /** What came of the call at that place of a round's plan. */
  private String result(Turn turn, Rounds rounds, Round round, int place, int most) {
    var deeds = round.deeds();
    if (place < deeds.size()) {
      return deed(turn, deeds.get(place), most);
    }
    var call = round.plan().get(place);
    // A question that was asked has an answer or none, whatever came over it.
    boolean asked = call.tool().equals(Asked.NAME) && round.question().isPresent();
    if (!asked && round.left().isPresent()) {
      return round.left().get().told();
    }
    return call.tool().equals(Asked.NAME) ? answer(round, call) : rejection(rounds, round);
  }

  private String rejection(Rounds rounds, Round round) {
    return switch (proving.of(rounds, round)) {
      case Proving.Verdict.Rejected(var why) -> why;
      case Proving.Verdict.Accepted _, Proving.Verdict.Open _ -> "The result is being checked.";
    };
  }

  private static String deed(Turn turn, Deed deed, int most) {
    return switch (deed.came()) {
      case DONE, NO_EFFECT, REFUSED -> done(turn, deed, most);
      case FAILED -> "Failed: " + cut(deed.text(), most);
      case UNKNOWN ->
          "The outcome of this action is unknown: "
              + cut(deed.text(), most)
              + ". It may or may not have had its effect; look at the page before you repeat it.";
      case STOPPED, OPEN -> Left.PAUSED.told();
    };
  }

  private static String done(Turn turn, Deed deed, int most) {
    if (deed.page().isEmpty()) {
      String text = Fence.closed(cut(deed.text(), most));
      return text.isBlank() ? "Done." : text;
    }
    return switch (deed.reading()) {
      case Reading.Open _ -> Left.PAUSED.told();
      case Reading.Found(var text) ->
          "Extracted from the page:\n" + Fence.around(turn, cut(text, most));
      case Reading.Failed _ -> deed.text();
    };
  }

  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + " … (shortened)";
  }

  private String answer(Round round, ToolCall call) {
    var question = round.question();
    if (question.isEmpty()) {
      return "Failed: human_input takes inputs, an array of objects with title and description.";
    }
    return question.get().outcome() instanceof WaitOutcome(var answer) && answer != null
        ? "The user answered:" + lines(answer)
        : "The run went on before "
            + titles(call)
            + " was answered. Ask again if you still need it.";
  }

  private static String titles(ToolCall call) {
    return String.join(", ", Asked.inputs(call).stream().map(WebMessage.Input::title).toList());
  }

  private String lines(String kept) {
    var lines = new StringBuilder();
    Map<String, String> values = Asked.values(aids.openAnswer().apply(kept));
    values.forEach((title, value) ->
        lines
            .append("\n- ")
            .append(title)
            .append(": ")
            .append(value.isEmpty() ? "(left blank)" : value));
    return lines.toString();
  }

  /** What a person said or did, if this step tells of it. */
  Optional<Message> note(Step step) {
    if (!(step.work() instanceof NoteWork(var note))) {
      return Optional.empty();
    }
    return switch (note) {
      case Note.MessageNote(var text) -> Optional.of(new UserMessage(text));
      case Note.AnswerNote(_, var answer) ->
          Optional.of(new UserMessage("The user now answered what you asked:" + lines(answer)));
      case Note.ResumeNote(var meanwhile) ->
          Optional.of(
              new UserMessage(
                  "The run was paused and goes on. "
                      + (meanwhile == null
                          ? "The user may have used the browser meanwhile, so go"
                          : meanwhile + " Go")
                      + " by the newest listing."));
      case Note.PauseNote _ -> Optional.empty();
    };
  }

  /** A short account of an action for whoever checks the result. */
  String account(Turn turn, Deed deed) {
    return deed.came() == Came.OPEN ? "" : deed(turn, deed, MOST_WHEN_OLD);
  }
}
