package dev.parley.door.allyson;

import dev.parley.webagent.WebSession.Variable;

/** A value by its name; prints as its name (contract §2.1). */
record SessionVariable(String name, String value) {
  static SessionVariable of(Variable variable) {
    return new SessionVariable(variable.name(), variable.value());
  }

  @Override
  public String toString() {
    return "SessionVariable[" + name + "]";
  }
}
