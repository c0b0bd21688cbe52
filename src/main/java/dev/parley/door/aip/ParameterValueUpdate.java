package dev.parley.door.aip;

import dev.parley.json.TypeName;
import dev.parley.variable.VariableValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value that an exchange gave to a variable. */
sealed interface ParameterValueUpdate {
  /** The new text. */
  @TypeName("string")
  record StringParameterValue(String value) implements ParameterValueUpdate {}

  /** The RID of the new set. */
  record ObjectSetParameterValueUpdate(String value) implements ParameterValueUpdate {
    public ObjectSetParameterValueUpdate {
      Strict.rid(value);
    }
  }

  static ParameterValueUpdate of(VariableValue value) {
    return switch (value) {
      case VariableValue.TextValue(var text) -> new StringParameterValue(text);
      case VariableValue.ObjectSetValue set ->
          new ObjectSetParameterValueUpdate(
              set.objectSet()
                  .text("reference")
                  .orElseThrow(() -> new IllegalStateException("an updated set has a RID")));
    };
  }

  static Map<String, ParameterValueUpdate> all(Map<String, VariableValue> values) {
    var all = new LinkedHashMap<String, ParameterValueUpdate>();
    values.forEach((id, value) -> all.put(id, of(value)));
    return all;
  }
}
