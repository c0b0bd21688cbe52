package dev.parley.chrome.cdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page, its frames and navigation; {@link PageView} has what is seen of it. */
public final class Page {
  private Page() {}

  /** Events on. */
  public record Enable() implements Command.Order {}

  /** Loads a URL; returns once the server has answered, which may be never. */
  public record Navigate(String url) implements Command<Navigated> {
    @Override
    public Navigated read(RawJson result) {
      var fields = result.fields();
      return new Navigated(
          fields.text("frameId"), fields.text("loaderId"), fields.text("errorText"));
    }
  }

  /** What came of a navigation; no loader if it stayed in the document or became a download. */
  public record Navigated(String frameId, String loaderId, String errorText) {}

  /** Loads it again. */
  public record Reload() implements Command.Order {}

  /** Gives up what is loading, a silent navigation too. */
  public record StopLoading() implements Command.Order {}

  /** Ends the renderer, as if it had crashed. */
  public record Crash() implements Command.Order {}

  /** A script for every document to come, in an isolated world, and the present one. */
  public record AddScriptToEvaluateOnNewDocument(
      String source, String worldName, boolean runImmediately) implements Command.Order {}

  /** The context of a world by that name in a frame. */
  public record CreateIsolatedWorld(String frameId, String worldName) implements Command<Long> {
    @Override
    public Long read(RawJson result) {
      return result.fields().whole("executionContextId");
    }
  }

  /** Where the page has been. */
  public record GetNavigationHistory() implements Command<History> {
    @Override
    public History read(RawJson result) {
      var fields = result.fields();
      return new History(
          (int) fields.whole("currentIndex"),
          fields.list("entries").stream()
              .map(entry -> new Entry(entry.whole("id"), entry.text("url")))
              .toList());
    }
  }

  /** The entries of a history, the oldest first. */
  public record History(int current, List<Entry> entries) {
    public History {
      entries = List.copyOf(entries);
    }
  }

  /** One stop of a history. */
  public record Entry(long id, String url) {}

  /** Goes to an entry of the history. */
  public record NavigateToHistoryEntry(long entryId) implements Command.Order {}

  /** Answers a dialog. */
  public record HandleJavaScriptDialog(boolean accept, @Nullable String promptText)
      implements Command.Order {}

  /** A dialog opened; the page stands still until it is answered. */
  public record DialogOpening(String type, String message, String defaultPrompt) {
    public static final EventKind<DialogOpening> KIND =
        EventKind.of(
            "Page.javascriptDialogOpening",
            fields ->
                new DialogOpening(
                    fields.text("type"), fields.text("message"), fields.text("defaultPrompt")));
  }

  /** A frame came. */
  public record FrameAttached(String frameId, String parentFrameId) {
    public static final EventKind<FrameAttached> KIND =
        EventKind.of(
            "Page.frameAttached",
            fields -> new FrameAttached(fields.text("frameId"), fields.text("parentFrameId")));
  }

  /** A frame went, or went to another process ({@code swap}). */
  public record FrameDetached(String frameId, boolean swap) {
    public static final EventKind<FrameDetached> KIND =
        EventKind.of(
            "Page.frameDetached",
            fields ->
                new FrameDetached(fields.text("frameId"), fields.text("reason").equals("swap")));
  }

  /** A frame has a new document. */
  public record FrameNavigated(
      String frameId,
      String parentFrameId,
      String loaderId,
      String url,
      String origin,
      String unreachableUrl) {
    public static final EventKind<FrameNavigated> KIND =
        EventKind.of("Page.frameNavigated", fields -> of(fields.at("frame")));

    private static FrameNavigated of(Fields frame) {
      return new FrameNavigated(
          frame.text("id"),
          frame.text("parentId"),
          frame.text("loaderId"),
          frame.text("url"),
          frame.text("securityOrigin"),
          frame.text("unreachableUrl"));
    }
  }

  /** The URL changed, the document did not. */
  public record NavigatedWithinDocument(String frameId, String url) {
    public static final EventKind<NavigatedWithinDocument> KIND =
        EventKind.of(
            "Page.navigatedWithinDocument",
            fields -> new NavigatedWithinDocument(fields.text("frameId"), fields.text("url")));
  }

  /** A frame begins to load. */
  public record FrameStartedLoading(String frameId) {
    public static final EventKind<FrameStartedLoading> KIND =
        EventKind.of(
            "Page.frameStartedLoading", fields -> new FrameStartedLoading(fields.text("frameId")));
  }

  /** A frame does not load any more. */
  public record FrameStoppedLoading(String frameId) {
    public static final EventKind<FrameStoppedLoading> KIND =
        EventKind.of(
            "Page.frameStoppedLoading", fields -> new FrameStoppedLoading(fields.text("frameId")));
  }

  /** Whether file choosers are told instead of shown. */
  public record SetInterceptFileChooserDialog(boolean enabled) implements Command.Order {}

  /** A page wanted files. */
  public record FileChooserOpened(long backendNodeId) {
    public static final EventKind<FileChooserOpened> KIND =
        EventKind.of(
            "Page.fileChooserOpened",
            fields -> new FileChooserOpened(fields.whole("backendNodeId")));
  }

  /** A page has asked for a navigation that the browser has not begun yet. */
  public record FrameRequestedNavigation(String frameId) {
    public static final EventKind<FrameRequestedNavigation> KIND =
        EventKind.of(
            "Page.frameRequestedNavigation",
            fields -> new FrameRequestedNavigation(fields.text("frameId")));
  }

  /** A page will ask for a navigation soon. */
  public record FrameScheduledNavigation(String frameId) {
    public static final EventKind<FrameScheduledNavigation> KIND =
        EventKind.of(
            "Page.frameScheduledNavigation",
            fields -> new FrameScheduledNavigation(fields.text("frameId")));
  }

  /** A page has opened another. */
  public record WindowOpen(String url) {
    public static final EventKind<WindowOpen> KIND =
        EventKind.of("Page.windowOpen", fields -> new WindowOpen(fields.text("url")));
  }
}
