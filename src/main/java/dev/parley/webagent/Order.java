package dev.parley.webagent;

import dev.parley.file.FileName;
import dev.parley.id.WebSessionId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.WebSession.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task to be done.
 *
 * @param maxSteps rounds the agent may take; more than the server allows are reduced to that
 * @param outputSchema what the result must fit (JSON Schema)
 */
public record Order(
    String task,
    int maxSteps,
    List<Variable> variables,
    String details,
    @Nullable String startUrl,
    List<Attached> files,
    @Nullable JsonObject outputSchema,
    Wishes wishes) {
  public Order {
    variables = List.copyOf(variables);
    files = List.copyOf(files);
    if (task.isBlank() || maxSteps < 1) {
      throw new IllegalArgumentException("an order has a task and at least one step");
    }
  }

  /** A file the agent may read and upload. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Attached(FileName name, byte[] bytes) {}

  /**
   * How the run is to be; null and empty stand for what the server does otherwise.
   *
   * @param proxy {@code http://user:password@host:port}
   * @param replayOf session of the same owner whose actions are done again as long as they fit
   */
  public record Wishes(
      List<String> allowedDomains,
      List<String> deniedDomains,
      @Nullable String proxy,
      @Nullable Viewport viewport,
      @Nullable String locale,
      @Nullable String timezone,
      @Nullable WebSessionId replayOf) {
    public static final Wishes NONE =
        new Wishes(List.of(), List.of(), null, null, null, null, null);

    public Wishes {
      allowedDomains = List.copyOf(allowedDomains);
      deniedDomains = List.copyOf(deniedDomains);
    }

    /** What may stand in a row. */
    Wishes withoutProxy() {
      return new Wishes(allowedDomains, deniedDomains, null, viewport, locale, timezone, replayOf);
    }

    Wishes replaying(WebSessionId session) {
      return new Wishes(allowedDomains, deniedDomains, proxy, viewport, locale, timezone, session);
    }

    /** Without the proxy's password. */
    @Override
    public String toString() {
      return "Wishes[" + allowedDomains + ", " + deniedDomains + "]";
    }
  }

  /** The page area in CSS pixels. */
  public record Viewport(int width, int height) {}
}
