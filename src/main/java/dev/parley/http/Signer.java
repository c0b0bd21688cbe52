package dev.parley.http;

/** Signs with a key that all nodes share and that never leaves the server. */
@FunctionalInterface
public interface Signer {
  /** A keyed digest of at least 16 bytes; the same for the same message. */
  byte[] sign(byte[] message);
}
