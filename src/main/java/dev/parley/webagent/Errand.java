package dev.parley.webagent;

import dev.parley.id.WebSessionId;
import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the web agent was sent out with, as it is kept: all of an order that is no secret.
 *
 * @param variables names only
 */
public record Errand(
    String task,
    String details,
    int maxSteps,
    @Nullable String startUrl,
    @Nullable JsonObject outputSchema,
    List<String> variables,
    Globals globals,
    Order.Wishes wishes) {
  public Errand {
    variables = List.copyOf(variables);
  }

  /** The same, as it was done in that session. */
  Errand replaying(WebSessionId session) {
    return new Errand(
        task,
        details,
        maxSteps,
        startUrl,
        outputSchema,
        variables,
        globals,
        wishes.replaying(session));
  }

  /** What the owner had set for all sessions when this one began; names of variables only. */
  public record Globals(List<String> variables, String details) {
    public static final Globals NONE = new Globals(List.of(), "");

    public Globals {
      variables = List.copyOf(variables);
    }
  }
}
