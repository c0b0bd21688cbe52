package dev.parley.id;

/** Identifies a function over all its versions. */
public record FunctionRid(String value) {
  public FunctionRid {
    Rid.require(value);
  }

  /** The stable identifier a function of this name has unless one is given. */
  public static FunctionRid named(String name) {
    return new FunctionRid("ri.function-registry.main.function." + Rid.locator("function/" + name));
  }

  @Override
  public String toString() {
    return value;
  }
}
