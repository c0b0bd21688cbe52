package dev.parley.http;

import java.time.Duration;

/**
 * Where and how the server listens.
 *
 * @param host name or address to listen on
 * @param port 0 for any free one
 * @param basePath what a proxy that keeps the path puts before every path, such as {@code /parley};
 *     {@code ""} if none. Paths without it work too
 * @param mostBodyBytes larger request bodies are refused unless an operation reads more
 * @param cors for surfaces without a rule of their own
 * @param bounds of requests and connections, whoever asks
 * @param grace how long requests under way may take to end when the server closes
 */
public record HttpSettings(
    String host,
    int port,
    String basePath,
    int mostBodyBytes,
    Cors cors,
    Bounds bounds,
    Duration grace) {
  public static final int USUAL_BODY_BYTES = 8 * 1024 * 1024;
  public static final Duration USUAL_GRACE = Duration.ofSeconds(10);

  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("PARLEY_PORT must be between 0 and 65535, not " + port);
    }
    basePath = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
    if (!basePath.isEmpty() && !basePath.startsWith("/")) {
      throw new IllegalArgumentException("The path of PARLEY_BASE_URL must begin with /");
    }
    if (mostBodyBytes < 1) {
      throw new IllegalArgumentException("The largest body must be at least one byte");
    }
  }

  /** On this machine only, everything else as usual. */
  public static HttpSettings onLoopback(int port) {
    return new HttpSettings(
        "127.0.0.1", port, "", USUAL_BODY_BYTES, Cors.none(), Bounds.USUAL, USUAL_GRACE);
  }
}
