package dev.parley.engine;

import dev.parley.engine.Journal.Ending;
import dev.parley.trace.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision under the lock of a turn's row comes to.
 *
 * @param added steps to be written: what was heard, closed already, then what is opened
 * @param ending how the turn ends, if it does
 */
public record Settled(List<Step> added, @Nullable Ending ending) {
  public Settled {
    added = List.copyOf(added);
  }
}
