package dev.parley.model;

import dev.parley.trace.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models this server can ask, by the specs of design §5 such as {@code openai:gpt-5}. */
public interface Models {
  /** Empty for a spec no provider knows; null asks for the server's default model. */
  Optional<ModelProvider> find(@Nullable String spec);

  /** What is known of a model; empty if nothing is. Null means the server's default model. */
  default Optional<ModelFacts> facts(@Nullable String spec) {
    return Optional.empty();
  }

  /** As large a prompt as is wished, or as the model has room for if that is known to be less. */
  default int promptTokens(@Nullable String spec, int wished) {
    return facts(spec)
        .map(ModelFacts::promptTokens)
        .map(most -> Math.min(most, wished))
        .orElse(wished);
  }

  /**
   * What one call cost in US dollars; empty if nobody knows, which is not the same as nothing.
   *
   * @param call what the provider counted; null if it did not
   */
  default Optional<BigDecimal> cost(@Nullable String spec, @Nullable Usage call) {
    return facts(spec)
        .map(ModelFacts::prices)
        .flatMap(prices -> {
          if (prices.isFree()) {
            return Optional.of(BigDecimal.ZERO);
          }
          return Optional.ofNullable(call).map(prices::of);
        });
  }
}
