package dev.parley.chrome.cdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contexts and targets of a browser. */
public final class Target {
  private Target() {}

  /** Attaches to targets as they come; those wait until they are let run. */
  public record SetAutoAttach(boolean autoAttach, boolean waitForDebuggerOnStart, boolean flatten)
      implements Command.Order {
    public static final SetAutoAttach ON = new SetAutoAttach(true, true, true);
  }

  /** Makes a context; {@code proxyServer} without credentials. */
  public record CreateBrowserContext(
      boolean disposeOnDetach, @Nullable String proxyServer, @Nullable String proxyBypassList)
      implements Command<String> {
    @Override
    public String read(RawJson result) {
      return result.name("browserContextId");
    }
  }

  /** Ends a context with its pages, without asking them. */
  public record DisposeBrowserContext(String browserContextId) implements Command.Order {}

  /** Opens a page. */
  public record CreateTarget(
      String url, String browserContextId, boolean newWindow, boolean background)
      implements Command<String> {
    @Override
    public String read(RawJson result) {
      return result.name("targetId");
    }
  }

  /** Ends a page without asking it. */
  public record CloseTarget(String targetId) implements Command.Order {}

  /** Brings a page to the front of its window. */
  public record ActivateTarget(String targetId) implements Command.Order {}

  /** What a target is now. */
  public record GetTargetInfo(String targetId) implements Command<Info> {
    @Override
    public Info read(RawJson result) {
      return Info.of(result.fields().at("targetInfo"));
    }
  }

  /** All targets there are. */
  public record GetTargets() implements Command<List<Info>> {
    @Override
    public List<Info> read(RawJson result) {
      return result.fields().list("targetInfos").stream().map(Info::of).toList();
    }
  }

  /** A target at some moment; ids are empty where there is none. */
  public record Info(
      String targetId,
      String type,
      String title,
      String url,
      String openerId,
      String browserContextId) {
    static Info of(Fields fields) {
      return new Info(
          fields.text("targetId"),
          fields.text("type"),
          fields.text("title"),
          fields.text("url"),
          fields.text("openerId"),
          fields.text("browserContextId"));
    }
  }

  /** A target came; it has a session of its own. */
  public record Attached(String sessionId, Info info, boolean waitingForDebugger) {
    public static final EventKind<Attached> KIND =
        EventKind.of(
            "Target.attachedToTarget",
            fields ->
                new Attached(
                    fields.text("sessionId"),
                    Info.of(fields.at("targetInfo")),
                    fields.flag("waitingForDebugger")));
  }

  /** A target went. */
  public record Detached(String sessionId) {
    public static final EventKind<Detached> KIND =
        EventKind.of("Target.detachedFromTarget", fields -> new Detached(fields.text("sessionId")));
  }
}
