package dev.parley.provider.offline;

import dev.parley.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** How far a part of a task has come. */
sealed interface Verdict {
  /**
   * It is behind us.
   *
   * @param by the action that did it; null if none was needed
   */
  record Done(@Nullable Attempt by) implements Verdict {}

  /**
   * It needs an action now.
   *
   * @param say what is being done, in words
   */
  record Act(String tool, JsonObject input, String say) implements Verdict {}

  /** It cannot be done. */
  record Failed(String why) implements Verdict {}
}
