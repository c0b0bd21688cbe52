package dev.parley.chrome.cdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests of a page, held until we say what becomes of them. */
public final class Fetch {
  private Fetch() {}

  /** Holds requests from now on. */
  public record Enable(List<Pattern> patterns, boolean handleAuthRequests)
      implements Command.Order {
    public static Enable everything(boolean credentials) {
      return new Enable(List.of(new Pattern("*")), credentials);
    }
  }

  /** URLs with {@code *} and {@code ?}. */
  public record Pattern(String urlPattern) {}

  /** Holds none any more. */
  public record Disable() implements Command.Order {}

  /** Lets one pass. */
  public record ContinueRequest(String requestId) implements Command.Order {}

  /** Answers one that asks who we are. */
  public record ContinueWithAuth(String requestId, AuthResponse authChallengeResponse)
      implements Command.Order {}

  /** Who we are, or that we do not say. */
  public record AuthResponse(
      String response, @Nullable String username, @Nullable String password) {
    public static final AuthResponse DEFAULT = new AuthResponse("Default", null, null);

    public static AuthResponse of(String user, String password) {
      return new AuthResponse("ProvideCredentials", user, password);
    }

    @Override
    public String toString() {
      return "AuthResponse[" + response + "]";
    }
  }

  /** Answers one ourselves; {@code body} in base64. */
  public record FulfillRequest(
      String requestId, int responseCode, List<Header> responseHeaders, String body)
      implements Command.Order {}

  /** A header of an answer. */
  public record Header(String name, String value) {}

  /** A request is held. */
  public record RequestPaused(String requestId, String resourceType, String url) {
    public static final EventKind<RequestPaused> KIND =
        EventKind.of(
            "Fetch.requestPaused",
            fields ->
                new RequestPaused(
                    fields.text("requestId"),
                    fields.text("resourceType"),
                    fields.at("request").text("url")));
  }

  /** A server or proxy asks who we are. */
  public record AuthRequired(String requestId, boolean proxy, String origin) {
    public static final EventKind<AuthRequired> KIND =
        EventKind.of(
            "Fetch.authRequired",
            fields ->
                new AuthRequired(
                    fields.text("requestId"),
                    fields.at("authChallenge").text("source").equals("Proxy"),
                    fields.at("authChallenge").text("origin")));
  }
}
