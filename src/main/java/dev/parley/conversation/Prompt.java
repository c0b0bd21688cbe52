package dev.parley.conversation;

import dev.parley.agent.AgentSpec;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model is told: instructions, variables, contexts, and the conversation so far. */
final class Prompt {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z0-9_.-]+)}}");

  private Prompt() {}

  static String system(AgentSpec spec, Map<String, String> values) {
    var system = new StringBuilder(filledIn(spec.instructions(), values));
    if (!spec.variables().isEmpty()) {
      system.append("\n\nVariables shared with the user:");
      spec.variables()
          .forEach((name, variable) -> {
            system.append("\n- ").append(name).append(" (").append(variable.access()).append(')');
            if (variable.description() != null) {
              system.append(": ").append(variable.description());
            }
            system
                .append("\n  value: ")
                .append(Json.print(new JsonText(values.getOrDefault(name, ""))));
          });
    }
    return system.toString();
  }

  /** Places are filled once: what a value itself holds is not looked at again. */
  private static String filledIn(String instructions, Map<String, String> values) {
    return PLACE
        .matcher(instructions)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }

  /** Earlier exchanges, the user's text as it is, then what this turn did so far. */
  static List<Message> messages(List<Recall.Exchange> history, Turn turn) {
    var messages = new ArrayList<Message>();
    for (var exchange : history) {
      messages.add(new UserMessage(exchange.user()));
      messages.add(new AssistantMessage(exchange.answer(), List.of()));
    }
    messages.add(new UserMessage(turn.input().text()));
    int shown = Pages.shownLast(turn);
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ModelOutcome said) {
        messages.add(new AssistantMessage(said.text(), said.calls(), said.kept()));
      } else if (step.work() instanceof ToolWork tool && step.outcome() != null) {
        String told =
            tool.kind() == ToolKind.BROWSER
                    && step.outcome() instanceof ToolOutcome(JsonObject page)
                ? Pages.told(page, step.no() >= shown)
                : told(step.outcome());
        messages.add(new ToolMessage(tool.call().id(), tool.call().tool(), told));
      }
    }
    return messages;
  }

  private static String told(Outcome outcome) {
    return switch (outcome) {
      case ToolOutcome(var value) -> plain(value);
      case ToolFailedOutcome(var correction) -> "The call failed: " + correction;
      case UnknownOutcome(var why) ->
          "The outcome of this call is unknown: "
              + why
              + ". It may or may not have taken effect. Do not simply repeat it.";
      case Outcome.StoppedOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.HeardOutcome _,
          Outcome.WaitOutcome _ ->
          "The call was not made.";
    };
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonText(var text) ? text : Json.print(value);
  }
}
