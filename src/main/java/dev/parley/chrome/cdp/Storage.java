package dev.parley.chrome.cdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a context keeps. */
public final class Storage {
  private Storage() {}

  /** All its cookies. */
  public record GetCookies(String browserContextId) implements Command<List<Cookie>> {
    @Override
    public List<Cookie> read(RawJson result) {
      return result.fields().list("cookies").stream().map(Cookie::of).toList();
    }
  }

  /** Adds cookies. */
  public record SetCookies(List<Cookie> cookies, String browserContextId) implements Command.Order {
    @Override
    public String toString() {
      return "SetCookies[" + cookies.size() + "]";
    }
  }

  /** A cookie; {@code expires} in seconds since 1970. */
  public record Cookie(
      String name,
      String value,
      String domain,
      String path,
      @Nullable Double expires,
      boolean httpOnly,
      boolean secure,
      @Nullable String sameSite) {
    static Cookie of(Fields fields) {
      return new Cookie(
          fields.text("name"),
          fields.text("value"),
          fields.text("domain"),
          fields.text("path"),
          fields.flag("session") ? null : fields.number("expires"),
          fields.flag("httpOnly"),
          fields.flag("secure"),
          fields.has("sameSite") ? fields.text("sameSite") : null);
    }

    @Override
    public String toString() {
      return "Cookie[" + name + " of " + domain + path + "]";
    }
  }
}
