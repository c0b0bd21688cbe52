package dev.parley.engine;

import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told what the engine does, for metrics; must not block. */
public interface EngineObserver {
  EngineObserver SILENT = new EngineObserver() {};

  default void turnEnded(TurnStatus how, Duration took) {}

  default void modelCalled(Duration took, @Nullable Usage usage, boolean failed) {}

  default void toolCalled(Duration took, boolean failed) {}

  default void turnsAdopted(int count) {}
}
