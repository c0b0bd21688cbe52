package dev.parley.tool.browser;

import dev.parley.browser.SessionSpec;
import dev.parley.session.SessionKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one session's browser is to be like.
 *
 * @param spec a checkpoint in it is for the first start alone; logins are added to it
 * @param startUrl loaded before the first look; null for a blank page
 * @param searchUrl where to search, with {@code {query}} in it
 * @param secrets values by name, those of the session over those of its owner
 * @param pictured whether pictures of its pages are kept
 */
public record WebWork(
    SessionKey session,
    SessionSpec spec,
    @Nullable String startUrl,
    String searchUrl,
    Map<String, String> secrets,
    boolean pictured) {
  public WebWork {
    secrets = Map.copyOf(secrets);
    if (!searchUrl.contains("{query}")) {
      throw new IllegalArgumentException("a search URL has {query} in it");
    }
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "WebWork[" + session.id() + ", " + secrets.keySet() + "]";
  }
}
