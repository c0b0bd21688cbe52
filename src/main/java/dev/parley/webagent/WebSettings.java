package dev.parley.webagent;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the web agent works with on this server.
 *
 * @param model spec of the model that drives; null for the server's default
 * @param reasons whether the model has a judgement of its own: it is asked if a task is really
 *     done, and puts together what changed on a page
 * @param places asked for when a session begins, since the server's own port may not be known
 *     before
 */
public record WebSettings(
    @Nullable String model, boolean reasons, Supplier<Places> places, Caps caps) {

  /**
   * Where sessions begin and search.
   *
   * @param searchUrl with {@code {query}} in it
   */
  public record Places(String startUrl, String searchUrl) {}

  /**
   * How far a session may go.
   *
   * @param maxSteps most rounds of a session
   * @param tokens most tokens over all its model calls; 0 for no bound
   * @param cost most US dollars for all its model calls; null for no bound
   * @param contextTokens the largest prompt
   * @param deadline how long a session may take in all; zero for no bound
   * @param idle how long a pause or a question may last; zero for no bound
   * @param answer how long one model call may take
   * @param vision whether the model is shown pictures; null if it is when it is known to see
   */
  public record Caps(
      int maxSteps,
      long tokens,
      @Nullable BigDecimal cost,
      int contextTokens,
      Duration deadline,
      Duration idle,
      Duration answer,
      @Nullable Boolean vision) {
    public static final Caps USUAL =
        new Caps(500, 0, null, 100_000, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), null);
  }
}
