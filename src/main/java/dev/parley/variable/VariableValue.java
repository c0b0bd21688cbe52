package dev.parley.variable;

import dev.parley.json.JsonValue.JsonObject;

/** The value of a variable, of one of the types the wire knows. */
public sealed interface VariableValue {
  VariableType type();

  /** A text. */
  record TextValue(String value) implements VariableValue {
    @Override
    public VariableType type() {
      return VariableType.STRING;
    }
  }

  /** A set of objects, described in the grammar of contract aip-agents §6. */
  record ObjectSetValue(String ontology, JsonObject objectSet) implements VariableValue {
    @Override
    public VariableType type() {
      return VariableType.OBJECT_SET;
    }
  }
}
