package dev.parley.door.aip;

import dev.parley.door.aip.ToolOutputValue.StringToolOutputValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolKind;

/** What a tool call came to. */
sealed interface ToolCallOutput {
  /** The tool did its work. */
  record SuccessToolCallOutput(ToolOutputValue output) implements ToolCallOutput {}

  /** It did not; this is what the model was told. */
  record FailureToolCallOutput(String correctionMessage) implements ToolCallOutput {}

  /** What a browser says of an action is shown in its words; pages are not. */
  static ToolCallOutput of(ToolKind kind, Outcome outcome) {
    return switch (outcome) {
      case ToolOutcome(JsonObject told) when kind == ToolKind.BROWSER ->
          inBrowser(told.text("text").orElse(""), told.text("effect").orElse(""));
      case ToolOutcome(var value) -> new SuccessToolCallOutput(ToolOutputValue.of(value));
      case ToolFailedOutcome(var correction) -> new FailureToolCallOutput(correction);
      case UnknownOutcome(var why) ->
          new FailureToolCallOutput("The outcome of this call is unknown. " + why);
      case Outcome.StoppedOutcome _ ->
          new FailureToolCallOutput("The call was stopped before it was made.");
      case Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.HeardOutcome _,
          Outcome.WaitOutcome _ ->
          throw new IllegalStateException("no outcome of a tool: " + outcome);
    };
  }

  private static ToolCallOutput inBrowser(String text, String effect) {
    return effect.equals("refused")
        ? new FailureToolCallOutput(text)
        : new SuccessToolCallOutput(new StringToolOutputValue(text));
  }
}
