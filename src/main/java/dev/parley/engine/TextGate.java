package dev.parley.engine;

import dev.parley.model.ModelReply;

/** Decides which text of a model step is answer text and may go out; one per model step. */
public interface TextGate {
  /** What may go out now that this piece has come; {@code ""} to hold it back. */
  String pass(String piece);

  /** What may still go out now that the reply is whole. */
  String rest(ModelReply reply);
}
