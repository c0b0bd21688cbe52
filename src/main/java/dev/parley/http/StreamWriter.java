package dev.parley.http;

/** Produces a streamed answer. */
@FunctionalInterface
public interface StreamWriter {
  /**
   * Writes all pieces and returns; the body then ends normally.
   *
   * <p>Runs after the handler has returned, on its thread but outside its {@code ScopedValue}
   * bindings. What is thrown before {@link Output#opened} is answered as if the handler had thrown
   * it; afterwards it breaks the stream off. {@link ClientGone} ends it quietly. {@link
   * StreamBroken}, interruption and {@code Cancel.Cancelled} break the connection at any time.
   */
  void write(Output output) throws InterruptedException;
}
