package dev.parley.door.allyson;

import dev.parley.file.Files;
import dev.parley.file.Screenshots;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.live.OpenLive;
import java.time.InstantSource;

/**
 * What the Allyson door stands on.
 *
 * @param requestsPerMinute of one API key; 0 for no limit
 */
public record AllysonParts(
    AllysonPeople people,
    WebAgent agent,
    OpenLive live,
    Files files,
    Screenshots screenshots,
    int requestsPerMinute,
    InstantSource clock) {
  /** What contract allyson §1.3 names. */
  public static final int USUAL_RATE = 250;

  public AllysonParts {
    if (requestsPerMinute < 0) {
      throw new IllegalArgumentException("a limit is 0 (none) or more");
    }
  }
}
