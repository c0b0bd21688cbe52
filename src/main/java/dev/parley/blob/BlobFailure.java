package dev.parley.blob;

/** A store of blobs cannot be used; the message is one sentence and a remedy. */
public final class BlobFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BlobFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
