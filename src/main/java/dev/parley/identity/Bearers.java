package dev.parley.identity;

import java.util.Optional;

/** Finds who holds a token. */
public interface Bearers {
  /** Expired and revoked ones too, so that the caller can be told which. */
  Optional<Bearer> find(SecretHash hash);
}
