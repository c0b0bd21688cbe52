package dev.parley.door.aip;

import dev.parley.variable.Variable;

/** Whether the agent may change a variable. */
enum ParameterAccessMode {
  READ_ONLY,
  READ_WRITE;

  static ParameterAccessMode of(Variable.Access access) {
    return switch (access) {
      case READ_ONLY -> READ_ONLY;
      case READ_WRITE -> READ_WRITE;
    };
  }
}
