package dev.parley.door.aip;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.variable.VariableValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** A variable's value as a caller sends it. */
sealed interface ParameterValue {
  /** The value in our words. */
  VariableValue toValue();

  /** A text. */
  record StringParameterValue(String value) implements ParameterValue {
    @Override
    public VariableValue toValue() {
      return new VariableValue.TextValue(value);
    }
  }

  /** A set of objects; {@code ontology} is an API name or a RID. */
  record ObjectSetParameterValue(JsonObject objectSet, String ontology) implements ParameterValue {
    public ObjectSetParameterValue {
      ObjectSetShape.require(objectSet);
    }

    @Override
    public VariableValue toValue() {
      return new VariableValue.ObjectSetValue(ontology, objectSet);
    }
  }

  static Map<String, VariableValue> toValues(Map<String, ParameterValue> values) {
    var all = new LinkedHashMap<String, VariableValue>();
    values.forEach((id, value) -> all.put(id, value.toValue()));
    return all;
  }
}
