package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One action of the agent, as people follow it.
 *
 * @param no counted from 1 over the whole session
 * @param round the reply of the model that asked for it, counted from 1
 * @param input as the model wrote it, with names in place of secret values
 * @param title of the page it left; null while that has not been looked at
 * @param url of the same page
 * @param result what came of it, in words for the model; empty while that is open
 */
public record WebStep(
    int no,
    int round,
    String action,
    JsonObject input,
    @Nullable String title,
    @Nullable String url,
    String result,
    Came outcome) {

  /** What came of an action. */
  public enum Came {
    OPEN,
    DONE,
    NO_EFFECT,
    REFUSED,
    FAILED,
    UNKNOWN,
    STOPPED
  }
}
