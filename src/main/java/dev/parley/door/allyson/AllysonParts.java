package dev.parley.door.allyson;

import dev.parley.file.Files;
import dev.parley.file.Screenshots;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Passthrough;
import dev.parley.trace.Turn;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.live.OpenLive;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the Allyson door stands on.
 *
 * @param chat null if chat completions are not passed on
 * @param requestsPerMinute of one API key; 0 for no limit
 */
public record AllysonParts(
    AllysonPeople people,
    WebAgent agent,
    Files files,
    Sight sight,
    @Nullable Passthrough chat,
    int requestsPerMinute,
    InstantSource clock) {
  /**
   * What can be seen of sessions besides what is said in them.
   *
   * @param traces how a journal is shown
   */
  public record Sight(Screenshots screenshots, Function<Turn, JsonObject> traces, OpenLive live) {}

  /** What contract allyson §1.3 names. */
  public static final int USUAL_RATE = 250;

  public AllysonParts {
    if (requestsPerMinute < 0) {
      throw new IllegalArgumentException("a limit is 0 (none) or more");
    }
  }
}
