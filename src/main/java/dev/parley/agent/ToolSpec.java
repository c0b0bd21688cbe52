package dev.parley.agent;

/** A tool an agent version is configured with. */
public sealed interface ToolSpec {
  /** Lets the agent change its READ_WRITE variables. */
  record UpdateVariable() implements ToolSpec {}

  /** Lets the agent end the turn with a question to the user. */
  record RequestClarification() implements ToolSpec {}

  /** A function under the name that traces show. */
  record FunctionTool(String name, String function, String version) implements ToolSpec {}
}
