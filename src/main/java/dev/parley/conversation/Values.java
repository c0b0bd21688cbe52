package dev.parley.conversation;

import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.VariableTypeMismatch;
import dev.parley.problem.SessionProblem.VariableUnknown;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;
import dev.parley.variable.Variable;
import dev.parley.variable.VariableValue;
import dev.parley.variable.VariableValue.TextValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a turn's variables: defaults, what the caller gave, what the agent changed. */
final class Values {
  private Values() {}

  /** Problem if a value names no variable, or is of another type. */
  static void check(Map<String, Variable> variables, Map<String, VariableValue> given) {
    given.forEach((name, value) -> {
      var variable = variables.get(name);
      if (variable == null) {
        throw new ProblemException(
            new VariableUnknown(name, "It has these: " + variables.keySet() + "."));
      }
      if (variable.type() != value.type()) {
        throw new ProblemException(
            new VariableTypeMismatch(name, variable.type().wireName(), value.type().wireName()));
      }
    });
  }

  /** At the start of the turn. */
  static Map<String, String> initial(
      Map<String, Variable> variables, Map<String, VariableValue> given) {
    var values = new LinkedHashMap<String, String>();
    variables.forEach((name, variable) ->
        values.put(
            name, given.get(name) instanceof TextValue(var text) ? text : variable.initial()));
    return values;
  }

  /** Those that the agent's calls have left different from the start. */
  static Map<String, VariableValue> changed(Map<String, String> initial, Turn turn) {
    var updates = new LinkedHashMap<String, VariableValue>();
    for (var step : turn.steps()) {
      if (step.work() instanceof ToolWork tool
          && tool.kind() == ToolKind.UPDATE_VARIABLE
          && step.outcome() instanceof ToolOutcome) {
        var input = tool.call().input();
        updates.put(
            input.text("variable").orElseThrow(), new TextValue(input.text("value").orElseThrow()));
      }
    }
    updates
        .entrySet()
        .removeIf(update ->
            new TextValue(initial.getOrDefault(update.getKey(), "")).equals(update.getValue()));
    return updates;
  }
}
