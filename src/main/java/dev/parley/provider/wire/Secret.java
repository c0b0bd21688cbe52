package dev.parley.provider.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key of a provider, if there is one; prints as nothing. */
public record Secret(@Nullable String value) {
  public Secret {
    value = value == null || value.isBlank() ? null : value.strip();
  }

  public Optional<String> given() {
    return Optional.ofNullable(value);
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
