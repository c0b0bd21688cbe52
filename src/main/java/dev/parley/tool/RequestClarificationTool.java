package dev.parley.tool;

import dev.parley.agent.ToolName;
import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import java.util.Map;

/** Ends the turn with a question to the user; the user's next message answers it. */
final class RequestClarificationTool implements Tool {
  private static final String QUESTION = "question";

  @Override
  public ToolOffer offer() {
    return new ToolOffer(
        ToolName.REQUEST_CLARIFICATION,
        "Asks the user a question when the task cannot be done without the answer.",
        Schemas.object(Map.of(QUESTION, Schemas.text("The question, in the user's language"))));
  }

  @Override
  public String title() {
    return ToolName.REQUEST_CLARIFICATION;
  }

  @Override
  public ToolKind kind() {
    return ToolKind.REQUEST_CLARIFICATION;
  }

  @Override
  public Effect effect() {
    return Effect.SAFE;
  }

  @Override
  public Outcome run(ToolCall call, String key, Turn turn, Cancel cancel) {
    return call.input()
        .text(QUESTION)
        .filter(question -> !question.isBlank())
        .<Outcome>map(question -> new ToolOutcome(new JsonText(question)))
        .orElseGet(() -> new ToolFailedOutcome("Send the text '" + QUESTION + "'."));
  }
}
