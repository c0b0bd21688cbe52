package dev.parley.model;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a model; null where it is not.
 *
 * @param contextTokens how much it holds in all, prompt and reply
 * @param outputTokens the longest reply
 * @param seesPictures whether it can be shown any
 */
public record ModelFacts(
    @Nullable Integer contextTokens,
    @Nullable Integer outputTokens,
    boolean seesPictures,
    @Nullable Prices prices) {
  public ModelFacts {
    if ((contextTokens != null && contextTokens < 1)
        || (outputTokens != null && outputTokens < 1)) {
      throw new IllegalArgumentException("a model reads and writes at least a token");
    }
  }

  /** How large a prompt may be for a reply to have room; null if the context is not known. */
  public @Nullable Integer promptTokens() {
    if (contextTokens == null) {
      return null;
    }
    int reply =
        outputTokens == null ? contextTokens / 4 : Math.min(outputTokens, contextTokens / 2);
    return contextTokens - reply;
  }
}
