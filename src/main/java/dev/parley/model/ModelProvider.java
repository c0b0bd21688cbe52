package dev.parley.model;

import dev.parley.cancel.Cancel;

/** A language model, ready to be asked. */
public interface ModelProvider {
  /**
   * Asks once, streaming; blocks until the reply is whole. No retries: the journal sees each call.
   *
   * @param sink gets the reply's text piece by piece; the pieces add up to the reply's text
   * @throws ModelException with the fault, before or after pieces came
   * @throws Cancel.Cancelled after the upstream connection was closed
   */
  ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel);

  /** Which one it is, for whoever counts and follows calls. */
  ModelIdentity identity();
}
