package dev.parley.engine;

import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work;

/** A turn to begin, with the first thing it will do. */
public record NewTurn(Turn.Ids ids, TurnInput input, Work first) {
  public SessionKey session() {
    return ids.session();
  }
}
