package dev.parley.browser;

import java.time.Instant;
import java.util.List;

/** One session's way out: a proxy account that enforces the session's policy. */
public interface Gate extends AutoCloseable {
  /** {@code host:port} of the proxy, on loopback. */
  String address();

  String user();

  String secret();

  /** A page the proxy itself serves, by which a browser learns to send the credentials. */
  String primingUrl();

  Traffic traffic();

  /** The newest refusals, oldest first; a bounded number. */
  List<Refusal> refusals();

  /** From now on nothing passes; open connections are cut. */
  @Override
  void close();

  /** What has passed and what was refused. */
  record Traffic(long bytesIn, long bytesOut, long requests, long refused) {}

  /**
   * Something a page wanted and did not get.
   *
   * @param target URL without its query, or {@code host:port} of a tunnel
   * @param why in words, without addresses
   */
  record Refusal(Instant at, String method, String target, String why) {}

  /** Opens gates. */
  interface Gates extends AutoCloseable {
    /**
     * Opens a gate.
     *
     * @throws IllegalArgumentException if the policy holds a pattern that cannot be read; its
     *     message says how to write it
     */
    Gate open(SessionSpec.Policy policy);

    @Override
    void close();
  }
}
