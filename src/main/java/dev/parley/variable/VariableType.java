package dev.parley.variable;

/** The types a variable may have. */
public enum VariableType {
  STRING("string"),
  OBJECT_SET("objectSet");

  private final String wireName;

  VariableType(String wireName) {
    this.wireName = wireName;
  }

  /** The discriminator used on the wire and in workspace files. */
  public String wireName() {
    return wireName;
  }
}
