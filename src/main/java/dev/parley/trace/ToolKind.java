package dev.parley.trace;

/** What kind of tool was called, as traces show it. */
public enum ToolKind {
  FUNCTION,
  UPDATE_VARIABLE,
  REQUEST_CLARIFICATION,
  BROWSER
}
