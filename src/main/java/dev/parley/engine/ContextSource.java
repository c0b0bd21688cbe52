package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.trace.Context;
import dev.parley.trace.TurnInput;
import java.util.List;

/** Finds the contexts of one turn. */
@FunctionalInterface
public interface ContextSource {
  List<Context> find(TurnInput input, Cancel cancel);
}
