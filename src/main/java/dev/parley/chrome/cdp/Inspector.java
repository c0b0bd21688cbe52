package dev.parley.chrome.cdp;

/** The end of a page's renderer. */
public final class Inspector {
  private Inspector() {}

  /** Events on. */
  public record Enable() implements Command.Order {}

  /** The renderer crashed; a navigation gives the page a new one. */
  public record TargetCrashed() {
    public static final EventKind<TargetCrashed> KIND =
        EventKind.of("Inspector.targetCrashed", _ -> new TargetCrashed());
  }
}
