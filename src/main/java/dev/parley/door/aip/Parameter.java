package dev.parley.door.aip;

import dev.parley.variable.Variable;
import org.jspecify.annotations.Nullable;

/** An application variable of an agent. */
record Parameter(
    ParameterType parameterType, ParameterAccessMode access, @Nullable String description) {
  static Parameter of(Variable variable) {
    return new Parameter(
        ParameterType.of(variable),
        ParameterAccessMode.of(variable.access()),
        variable.description());
  }
}
