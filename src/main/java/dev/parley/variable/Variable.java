package dev.parley.variable;

import org.jspecify.annotations.Nullable;

/** The declaration of a variable by an agent version; only texts can be declared so far. */
public record Variable(Access access, @Nullable String description, @Nullable String defaultValue) {
  /** Whether the agent may change the value; the caller always may. */
  public enum Access {
    READ_ONLY,
    READ_WRITE
  }

  public VariableType type() {
    return VariableType.STRING;
  }

  /** What a turn starts with when the caller gives no value. */
  public String initial() {
    return defaultValue == null ? "" : defaultValue;
  }
}
