package dev.parley.tool;

import dev.parley.agent.ToolName;
import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.variable.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives a READ_WRITE variable a new value; the journal's calls are the update. */
final class UpdateVariableTool implements Tool {
  private static final String VARIABLE = "variable";
  private static final String VALUE = "value";

  private final List<String> writable;

  UpdateVariableTool(Map<String, Variable> variables) {
    this.writable =
        variables.entrySet().stream()
            .filter(entry -> entry.getValue().access() == Variable.Access.READ_WRITE)
            .map(Map.Entry::getKey)
            .toList();
  }

  @Override
  public ToolOffer offer() {
    var properties = new LinkedHashMap<String, JsonObject>();
    properties.put(VARIABLE, Schemas.oneOf(writable, "Name of the variable to change"));
    properties.put(VALUE, Schemas.text("The new value"));
    return new ToolOffer(
        ToolName.UPDATE_VARIABLE,
        "Changes the value of a variable that is shared with the user.",
        Schemas.object(properties));
  }

  @Override
  public String title() {
    return ToolName.UPDATE_VARIABLE;
  }

  @Override
  public ToolKind kind() {
    return ToolKind.UPDATE_VARIABLE;
  }

  @Override
  public Effect effect() {
    return Effect.SAFE;
  }

  @Override
  public Outcome run(ToolCall call, String key, Turn turn, Cancel cancel) {
    var variable = call.input().text(VARIABLE);
    if (variable.isEmpty() || call.input().text(VALUE).isEmpty()) {
      return new ToolFailedOutcome("Send two texts, '" + VARIABLE + "' and '" + VALUE + "'.");
    }
    return writable.contains(variable.get())
        ? new ToolOutcome(new JsonText("Updated " + variable.get() + "."))
        : new ToolFailedOutcome(
            "No variable '" + variable.get() + "' can be changed. These can: " + writable + ".");
  }
}
