package dev.parley.engine;

import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.trace.Turn;
import java.util.Optional;

/** A pure function from a turn's journal to what comes next; nothing runs in it. */
public interface Behaviour {
  /** Decides; called when no step is open. */
  Action next(Turn turn);

  /** What the model is given for the turn's open model step. */
  ModelRequest request(Turn turn);

  /** The reply to the turn's open model step, if it is known without asking the model. */
  default Optional<ModelReply> known(Turn turn) {
    return Optional.empty();
  }

  /** A fresh gate for the text of one model step. */
  TextGate gate();
}
