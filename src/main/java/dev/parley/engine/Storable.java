package dev.parley.engine;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.TurnProblem;
import dev.parley.trace.Note;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.HeardOutcome;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.RetrievedOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Outcome.WaitOutcome;

/** Makes text from outside fit for PostgreSQL and UTF-8: no NUL, no halves of characters. */
final class Storable {
  private static final char REPLACEMENT = '\uFFFD';

  private Storable() {}

  /** The same length, with U+FFFD for what cannot be kept. */
  static String text(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, REPLACEMENT);
      }
    }
    return mended == null ? text : mended.toString();
  }

  /** What came from outside, mended; the rest as it is. */
  static Outcome outcome(Outcome outcome) {
    return switch (outcome) {
      case ToolOutcome(var value) -> new ToolOutcome(Json.mapTexts(value, Storable::text));
      case ToolFailedOutcome(var correction) -> new ToolFailedOutcome(text(correction));
      case UnknownOutcome(var why) -> new UnknownOutcome(text(why));
      case ModelFailedOutcome(var reason) -> new ModelFailedOutcome(text(reason));
      case RetrievedOutcome found ->
          Json.read(Json.mapTexts(Json.tree(found), Storable::text), RetrievedOutcome.class);
      // The text of a reply is mended before anybody reads it; a wait's answer comes from a row.
      case ModelOutcome _, StoppedOutcome _, WaitOutcome _, HeardOutcome _ -> outcome;
    };
  }

  static TurnProblem problem(TurnProblem problem) {
    return Json.read(Json.mapTexts(Json.tree(problem), Storable::text), TurnProblem.class);
  }

  static JsonObject object(JsonObject value) {
    return (JsonObject) Json.mapTexts(value, Storable::text);
  }

  /** What somebody said to a turn, mended. */
  static Note note(Note note) {
    return switch (note) {
      case MessageNote(var words) -> new MessageNote(text(words));
      case AnswerNote(var key, var answer) -> new AnswerNote(key, text(answer));
      case PauseNote _ -> note;
      case ResumeNote(var meanwhile) -> meanwhile == null ? note : new ResumeNote(text(meanwhile));
    };
  }
}
