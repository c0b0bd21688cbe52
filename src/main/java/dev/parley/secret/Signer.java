package dev.parley.secret;

/** Signs what goes out so that it is known again when it comes back. */
public interface Signer {
  /** 32 bytes, the same for the same input on every node. */
  byte[] sign(byte[] content);
}
