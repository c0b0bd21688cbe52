package dev.parley.id;

/** Identifies an agent over all its versions. */
public record AgentRid(String value) {
  public AgentRid {
    Rid.require(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
