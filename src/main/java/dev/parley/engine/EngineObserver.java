package dev.parley.engine;

import dev.parley.model.ModelIdentity;
import dev.parley.problem.TurnProblem;
import dev.parley.span.Place;
import dev.parley.trace.Purpose;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the engine has done, for metrics and traces; must neither block nor throw.
 *
 * <p>Each is told at its end, on the thread that did it. Nothing that a user, model or tool said is
 * among it.
 */
public interface EngineObserver {
  EngineObserver SILENT = new EngineObserver() {};

  /**
   * A turn left this node.
   *
   * @param how {@code QUEUED} if it was given back, {@code WAITING} if it waits for somebody
   * @param resumed whether another run of it, here or elsewhere, went before
   * @param problem why it failed, if it did
   * @param usage all tokens of a turn that was answered, as far as models told
   */
  record TurnRan(
      Place place,
      Turn.Ids ids,
      TurnStatus how,
      boolean resumed,
      Duration took,
      @Nullable TurnProblem problem,
      @Nullable Usage usage) {}

  /**
   * A model was asked.
   *
   * @param fault null for a whole reply
   */
  record ModelCalled(
      Place place,
      Turn.Ids ids,
      ModelIdentity model,
      Purpose purpose,
      Duration took,
      @Nullable Usage usage,
      @Nullable CallFault fault) {}

  /**
   * A tool was run.
   *
   * @param tool its configured name; null for one that only the model believes in
   * @param fault null if it succeeded
   */
  record ToolCalled(
      Place place,
      Turn.Ids ids,
      @Nullable String tool,
      ToolKind kind,
      Duration took,
      @Nullable CallFault fault) {}

  /** Contexts were looked for. */
  record Retrieved(
      Place place, Turn.Ids ids, int found, Duration took, @Nullable CallFault fault) {}

  default void turnRan(TurnRan turn) {}

  default void modelCalled(ModelCalled call) {}

  default void toolCalled(ToolCalled call) {}

  default void retrieved(Retrieved retrieved) {}

  default void turnsAdopted(int count) {}
}
