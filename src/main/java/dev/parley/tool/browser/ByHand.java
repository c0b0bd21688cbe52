package dev.parley.tool.browser;

/** What came of a person's wish to use a turn's browser. */
public enum ByHand {
  /** It was used. */
  DONE,
  /** The agent uses it, or has used it since. */
  AGENT_ACTS,
  /** The turn has none open here. */
  NONE_OPEN
}
