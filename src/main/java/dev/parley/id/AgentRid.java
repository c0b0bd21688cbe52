package dev.parley.id;

/** Identifies an agent over all its versions. */
public record AgentRid(String value) {
  public AgentRid {
    Rid.require(value);
  }

  /** The stable identifier an agent of this name has unless one is given. */
  public static AgentRid named(String name) {
    return new AgentRid("ri.aip-agents..agent." + Rid.locator("agent/" + name));
  }

  @Override
  public String toString() {
    return value;
  }
}
