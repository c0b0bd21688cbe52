package dev.parley.browser;

/** One session's way out: a proxy account that enforces the session's policy. */
public interface Gate extends AutoCloseable {
  /** {@code host:port} of the proxy, on loopback. */
  String address();

  String user();

  String secret();

  /** A page the proxy itself serves, by which a browser learns to send the credentials. */
  String primingUrl();

  Traffic traffic();

  /** From now on nothing passes; open connections are cut. */
  @Override
  void close();

  /** What has passed and what was refused. */
  record Traffic(long bytesIn, long bytesOut, long requests, long refused) {}

  /** Opens gates. */
  interface Gates extends AutoCloseable {
    Gate open(SessionSpec.Policy policy);

    @Override
    void close();
  }
}
