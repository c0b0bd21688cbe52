package dev.parley.embedding;

import java.util.List;

/** Turns texts into vectors of unit length. */
public interface Embedder {
  /**
   * The name of the model; vectors of models of different names have nothing to do with another.
   */
  String model();

  /** Whether there is a model at all; whether it can be used shows at the first text. */
  default boolean isThere() {
    return true;
  }

  /**
   * One vector for each text; what a model cannot read of a very long one is left out.
   *
   * @throws Unavailable if the model cannot be used on this machine; asking again is in vain
   */
  List<float[]> embed(List<String> texts);
}
