package dev.parley.id;

/** Identifies a function over all its versions. */
public record FunctionRid(String value) {
  public FunctionRid {
    Rid.require(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
