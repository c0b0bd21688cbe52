package dev.parley.profile;

/**
 * A value that all sessions of a user can type, by its name; prints as its name.
 *
 * @param writeOnly whether the value is not shown to anybody any more, its owner included
 */
public record GlobalVariable(String name, String value, boolean writeOnly) {
  @Override
  public String toString() {
    return "GlobalVariable[" + name + "]";
  }
}
