package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the web agent knows of its session besides the task, and the bounds it works in.
 *
 * @param details what the user told about the session and about all sessions; empty if nothing
 * @param variables names of the values that can be typed as placeholders
 * @param maxSteps rounds it may take
 * @param offers its tools by the page it sees, since some are for drawings only; {@code done} is
 *     always among them
 * @param effects what repeating an action would do, for every name a model may come up with
 * @param wholePages whether each look shows the whole page, for models that put no changes together
 */
record Brief(
    String details,
    List<String> variables,
    int maxSteps,
    Function<String, List<ToolOffer>> offers,
    Function<String, Effect> effects,
    boolean wholePages,
    Bounds bounds,
    Proof proof) {
  Brief {
    variables = List.copyOf(variables);
    if (maxSteps < 1) {
      throw new IllegalArgumentException("an agent takes a step at least");
    }
  }

  /**
   * How much may be read and written.
   *
   * @param contextTokens the largest prompt
   * @param mostTokens over all model calls of the session; 0 for no bound
   * @param mostCost of all of them in US dollars; null for no bound
   * @param deadline from the first look on, pauses and questions included; zero for no bound
   * @param idle how long a pause or a question may last; zero for no bound
   */
  record Bounds(
      int contextTokens,
      long mostTokens,
      @Nullable BigDecimal mostCost,
      Duration deadline,
      Duration idle) {
    Bounds {
      if (contextTokens < 1 || mostTokens < 0 || deadline.isNegative() || idle.isNegative()) {
        throw new IllegalArgumentException("a prompt needs tokens, and time goes on");
      }
    }

    /** Bounds on tokens alone. */
    Bounds(int contextTokens, long mostTokens) {
      this(contextTokens, mostTokens, null, Duration.ZERO, Duration.ZERO);
    }
  }

  /**
   * How a result is proved.
   *
   * @param checked whether a model is asked if the task is really done; not when {@code offline} or
   *     a script plays the model
   * @param outputSchema what the result must fit
   */
  record Proof(boolean checked, @Nullable JsonObject outputSchema) {
    static final Proof NONE = new Proof(false, null);
  }
}
