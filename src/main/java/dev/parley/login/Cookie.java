package dev.parley.login;

import org.jspecify.annotations.Nullable;

/**
 * A cookie as a browser keeps it; prints without its value.
 *
 * @param expires seconds since 1970; null for the end of the browser's session
 */
public record Cookie(
    String name,
    String value,
    Reach reach,
    boolean secure,
    boolean httpOnly,
    SameSite sameSite,
    @Nullable Double expires) {

  /**
   * Where it is sent.
   *
   * @param domain without a dot before it
   * @param hostOnly whether to this host alone, or also to those below it
   */
  public record Reach(String domain, boolean hostOnly, String path) {
    /** As a browser's extension tells it; whatever it leaves out is as browsers take it. */
    public static Reach of(
        Origin origin, @Nullable String domain, @Nullable Boolean hostOnly, @Nullable String path) {
      var written = domain == null || domain.isBlank() ? origin.host() : domain.strip();
      var bare = written.startsWith(".") ? written.substring(1) : written;
      var host = HostName.of(bare).map(HostName::text).orElse(bare);
      boolean alone = hostOnly == null ? bare.equals(written) : hostOnly;
      return new Reach(host, alone, path == null || path.isEmpty() ? "/" : path);
    }
  }

  /** From which sites' pages it is sent along. */
  public enum SameSite {
    UNSPECIFIED,
    NO_RESTRICTION,
    LAX,
    STRICT
  }

  boolean isOver(double now) {
    return expires != null && expires <= now;
  }

  @Override
  public String toString() {
    return "Cookie[" + name + " of " + reach.domain + reach.path + "]";
  }
}
