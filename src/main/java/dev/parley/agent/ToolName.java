package dev.parley.agent;

/** The name a model knows a tool by. */
public final class ToolName {
  /** What {@link ToolSpec.UpdateVariable} is called. */
  public static final String UPDATE_VARIABLE = "updateVariable";

  /** What {@link ToolSpec.RequestClarification} is called. */
  public static final String REQUEST_CLARIFICATION = "requestClarification";

  /** What {@link ToolSpec.Browser} is called; its actions have names of their own. */
  public static final String BROWSER = "browser";

  private static final int LONGEST = 64;

  private ToolName() {}

  /** A tool's own name. */
  public static String of(ToolSpec tool) {
    return switch (tool) {
      case ToolSpec.UpdateVariable() -> UPDATE_VARIABLE;
      case ToolSpec.RequestClarification() -> REQUEST_CLARIFICATION;
      case ToolSpec.Browser _ -> BROWSER;
      case ToolSpec.FunctionTool(var name, _, _) -> safe(name);
    };
  }

  /** Letters, digits, {@code _} and {@code -}, at most 64 (contract aip-decisions §3). */
  public static String safe(String configured) {
    var safe = configured.replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST);
  }
}
