package dev.parley.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models this server can ask, by the specs of design §5 such as {@code openai:gpt-5}. */
public interface Models {
  /** Empty for a spec no provider knows; null asks for the server's default model. */
  Optional<ModelProvider> find(@Nullable String spec);
}
