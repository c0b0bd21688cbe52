package dev.parley.chrome.cdp;

import java.util.List;

/** The browser as a whole. */
public final class Browser {
  private Browser() {}

  /** What it is. */
  public record GetVersion() implements Command<Version> {
    @Override
    public Version read(RawJson result) {
      var fields = result.fields();
      return new Version(fields.text("product"), fields.text("userAgent"));
    }
  }

  /** Product with version, and what it calls itself towards sites. */
  public record Version(String product, String userAgent) {}

  /** Ends it in order. */
  public record Close() implements Command.Order {}

  /** Where downloads of a context go; {@code allowAndName} names the files by their guid. */
  public record SetDownloadBehavior(
      String behavior, String browserContextId, String downloadPath, boolean eventsEnabled)
      implements Command.Order {}

  /** Stops a download. */
  public record CancelDownload(String guid, String browserContextId) implements Command.Order {}

  /** Permissions of a context; those not named are denied. */
  public record GrantPermissions(List<String> permissions, String browserContextId)
      implements Command.Order {}

  /** A download begins; its file does not exist yet. */
  public record DownloadWillBegin(String frameId, String guid, String url, String suggested) {
    public static final EventKind<DownloadWillBegin> KIND =
        EventKind.of(
            "Browser.downloadWillBegin",
            fields ->
                new DownloadWillBegin(
                    fields.text("frameId"),
                    fields.text("guid"),
                    fields.text("url"),
                    fields.text("suggestedFilename")));
  }

  /** How far a download is; {@code inProgress}, {@code completed} or {@code canceled}. */
  public record DownloadProgress(String guid, long received, String state) {
    public static final EventKind<DownloadProgress> KIND =
        EventKind.of(
            "Browser.downloadProgress",
            fields ->
                new DownloadProgress(
                    fields.text("guid"), fields.whole("receivedBytes"), fields.text("state")));
  }
}
