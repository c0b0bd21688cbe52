package dev.parley.provider.wire;

import java.net.URI;
import java.time.InstantSource;

/**
 * What a provider's server is to us.
 *
 * @param advice what to look at when it refuses
 */
public record Server(URI baseUrl, Framing framing, Advice advice) {
  /**
   * What to look at when a server refuses.
   *
   * @param key the setting that holds its key
   * @param model how to come to a model it knows
   */
  public record Advice(String key, String model) {}

  /** Makes the faults of its replies. */
  public Faults faults() {
    return new Faults(InstantSource.system(), this);
  }

  /** An address below this server's, with the query its base URL may have and another one. */
  public URI below(String path, String query) {
    var base = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceAll("/+$", "");
    var own = baseUrl.getRawQuery();
    var all = own == null ? query : query.isEmpty() ? own : own + "&" + query;
    var address =
        baseUrl.getScheme()
            + "://"
            + baseUrl.getRawAuthority()
            + base
            + path
            + (all.isEmpty() ? "" : "?" + all);
    return URI.create(URI.create(address).toASCIIString());
  }

  /** Whether the path of its address ends with this. */
  public boolean endsWith(String path) {
    var own = baseUrl.getRawPath();
    return own != null && own.replaceAll("/+$", "").endsWith(path);
  }
}
