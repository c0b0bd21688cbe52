package dev.parley.chrome;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many browsers and sessions there may be, and where they come from.
 *
 * @param executable the browser's program; null looks for one
 * @param cdpUrl a browser that somebody else runs, instead
 * @param sessions how many may be open at once; more wait
 * @param perChromium how many share one browser
 * @param warm contexts kept ready
 * @param recycleAge after which a browser gets no new sessions
 * @param recycleMemory bytes, after which a browser gets no new sessions
 * @param folder for temporary files; must be reachable by an unprivileged user
 */
public record ChromeSettings(
    @Nullable Path executable,
    @Nullable URI cdpUrl,
    int sessions,
    int perChromium,
    int warm,
    Duration recycleAge,
    long recycleMemory,
    Path folder) {
  public static final ChromeSettings DEFAULT =
      new ChromeSettings(
          null,
          null,
          20,
          25,
          2,
          Duration.ofHours(4),
          4L << 30,
          Path.of(System.getProperty("java.io.tmpdir")));

  public ChromeSettings {
    if (sessions < 1 || perChromium < 1 || warm < 0) {
      throw new IllegalArgumentException("at least one session, and one for each browser");
    }
  }
}
