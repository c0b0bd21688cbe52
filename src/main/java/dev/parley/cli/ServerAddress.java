package dev.parley.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the server is and what opens it; the URL has no slash at its end. */
record ServerAddress(String url, String token) {
  private static final String USUAL = "http://127.0.0.1:8080";
  private static final int HIGHEST_PORT = 65_535;

  /** Nothing says how to reach a server. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String message) {
      super(message);
    }
  }

  /** The environment first, then what a server on this machine left in its data directory. */
  static ServerAddress find(Map<String, String> environment, Path dataDirectory) {
    var url = environment.getOrDefault("PARLEY_URL", "");
    var token = token(environment.getOrDefault("PARLEY_TOKEN", "").strip());
    if (!token.isEmpty()) {
      return new ServerAddress(
          checked(url.isEmpty() ? local(dataDirectory).getFirst() : url), token);
    }
    var local = local(dataDirectory);
    if (!url.isEmpty() && !checked(url).equals(local.getFirst())) {
      throw new Unknown(
          "PARLEY_URL names a server but PARLEY_TOKEN holds no token for it. Set PARLEY_TOKEN to an"
              + " API token, as './parley keys create' makes them.");
    }
    if (local.size() < 2) {
      throw new Unknown(
          "No server is running here: there is no "
              + dataDirectory.resolve("cli.token")
              + ". Start one with './parley serve', or set PARLEY_URL and PARLEY_TOKEN to reach"
              + " another.");
    }
    return new ServerAddress(local.get(0), local.get(1));
  }

  /** Whatever else it holds cannot be sent, and is not shown, since most of it may be a token. */
  private static String token(String given) {
    if (given.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Unknown(
          "PARLEY_TOKEN is no API token, it holds spaces or letters that none has. Set it to one,"
              + " as './parley keys create' makes them.");
    }
    return given;
  }

  private static List<String> local(Path dataDirectory) {
    var file = dataDirectory.resolve("cli.token");
    if (!Files.exists(file)) {
      return List.of(USUAL);
    }
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new Unknown(
          file
              + " cannot be read. Run this as the user who runs the server, or set PARLEY_TOKEN to"
              + " an API token.");
    }
  }

  private static String checked(String url) {
    try {
      var uri = URI.create(url);
      if (uri.getHost() != null
          && List.of("http", "https").contains(uri.getScheme())
          && uri.getPort() <= HIGHEST_PORT
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return url.replaceAll("/+$", "");
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, like an address without a host.
    }
    throw new Unknown("PARLEY_URL is no http or https address; write one such as " + USUAL + ".");
  }

  @Override
  public String toString() {
    return url;
  }
}
