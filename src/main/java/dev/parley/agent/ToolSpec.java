package dev.parley.agent;

import java.util.List;

/** A tool an agent version is configured with. */
public sealed interface ToolSpec {
  /** Lets the agent change its READ_WRITE variables. */
  record UpdateVariable() implements ToolSpec {}

  /** Lets the agent end the turn with a question to the user. */
  record RequestClarification() implements ToolSpec {}

  /**
   * Lets the agent use a browser, which lives for one turn.
   *
   * @param allow host patterns it may reach; empty for all that the server allows
   */
  record Browser(List<String> allow) implements ToolSpec {
    public Browser {
      allow = List.copyOf(allow);
    }
  }

  /** A function under the name that traces show. */
  record FunctionTool(String name, String function, String version) implements ToolSpec {}
}
