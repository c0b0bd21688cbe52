package dev.parley.chrome.cdp;

/** Requests of a page. */
public final class Network {
  private Network() {}

  /** Events on; bodies are not kept. */
  public record Enable(int maxTotalBufferSize, int maxResourceBufferSize) implements Command.Order {
    public static final Enable WITHOUT_BODIES = new Enable(0, 0);
  }

  /** Whether requests pass by the page's own service worker. */
  public record SetBypassServiceWorker(boolean bypass) implements Command.Order {}

  /** A request began. */
  public record RequestWillBeSent(String requestId, String type, String frameId, String loaderId) {
    public static final EventKind<RequestWillBeSent> KIND =
        new EventKind<>(
            "Network.requestWillBeSent",
            raw ->
                new RequestWillBeSent(
                    raw.name("requestId"),
                    raw.name("type"),
                    raw.name("frameId"),
                    raw.name("loaderId")));
  }

  /** A request ended well. */
  public record LoadingFinished(String requestId) {
    public static final EventKind<LoadingFinished> KIND =
        new EventKind<>(
            "Network.loadingFinished", raw -> new LoadingFinished(raw.name("requestId")));
  }

  /** A request ended badly. */
  public record LoadingFailed(String requestId, String errorText) {
    public static final EventKind<LoadingFailed> KIND =
        new EventKind<>(
            "Network.loadingFailed",
            raw -> new LoadingFailed(raw.name("requestId"), raw.name("errorText")));
  }

  /** An answer began. */
  public record ResponseReceived(
      String requestId, String type, String frameId, int status, String mimeType) {
    public static final EventKind<ResponseReceived> KIND =
        EventKind.of(
            "Network.responseReceived",
            fields -> {
              var response = fields.at("response");
              return new ResponseReceived(
                  fields.text("requestId"),
                  fields.text("type"),
                  fields.text("frameId"),
                  (int) response.whole("status"),
                  response.text("mimeType"));
            });
  }
}
