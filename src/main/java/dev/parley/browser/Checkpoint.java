package dev.parley.browser;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session can be opened again with: tabs, cookies, localStorage of visited origins.
 *
 * @param nextRef the number that the next element to be listed gets: none is given out twice
 */
public record Checkpoint(
    List<TabState> tabs,
    List<Cookie> cookies,
    Map<String, Map<String, String>> localStorage,
    int nextRef) {
  public Checkpoint {
    tabs = List.copyOf(tabs);
    cookies = List.copyOf(cookies);
    localStorage = Map.copyOf(localStorage);
  }

  /** A tab at the moment of the checkpoint. */
  public record TabState(int id, String url, boolean current) {}

  /** A cookie as browsers keep it; no expiry means the session's end. */
  public record Cookie(
      String name,
      String value,
      String domain,
      String path,
      @Nullable Double expires,
      boolean httpOnly,
      boolean secure,
      @Nullable String sameSite) {
    @Override
    public String toString() {
      return "Cookie[" + name + " of " + domain + path + "]";
    }
  }

  @Override
  public String toString() {
    return "Checkpoint[" + tabs.size() + " tabs, " + cookies.size() + " cookies]";
  }
}
