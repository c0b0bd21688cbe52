package dev.parley.provider.wire;

import java.net.URI;
import java.util.Locale;

/** A server one can connect to. */
public record Origin(boolean secure, String host, int port) {
  public static Origin of(URI address) {
    boolean secure = "https".equals(address.getScheme().toLowerCase(Locale.ROOT));
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    return new Origin(secure, address.getHost(), port);
  }
}
