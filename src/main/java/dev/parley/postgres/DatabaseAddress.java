package dev.parley.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the database is and who we are there; prints without the password. */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

  /** Reads {@code postgresql://user:password@host:port/name} or the {@code jdbc:} form. */
  public static DatabaseAddress parse(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new DatabaseAddress(url, null, null);
    }
    var uri = uri(url);
    if (!("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
        || uri.getHost() == null
        || uri.getPath().length() < 2) {
      throw unreadable();
    }
    String login = uri.getRawUserInfo();
    int colon = login == null ? -1 : login.indexOf(':');
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new DatabaseAddress(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
        login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon)),
        login == null || colon < 0 ? null : decoded(login.substring(colon + 1)));
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException unparseable) {
      throw unreadable();
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "must be postgresql://user:password@host:port/name, or the jdbc:postgresql: form");
  }

  @Override
  public String toString() {
    return jdbcUrl.replaceAll("\\?.*", "");
  }
}
