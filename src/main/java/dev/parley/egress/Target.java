package dev.parley.egress;

/** Where a request wants to go: host and port. */
record Target(Host host, int port) {
  static final int NO_PORT = -1;

  /**
   * Reads {@code host} or {@code host:port}.
   *
   * @param otherwise the port when none is written; {@link #NO_PORT} if one must be
   */
  static Target of(String authority, int otherwise) throws MalformedMessage {
    if (authority.indexOf('@') >= 0) {
      throw new MalformedMessage("a user name before the host is not allowed");
    }
    int colon = authority.indexOf(':', authority.startsWith("[") ? authority.indexOf(']') + 1 : 0);
    var host = Host.of(colon < 0 ? authority : authority.substring(0, colon));
    var written = colon < 0 ? "" : authority.substring(colon + 1);
    if (written.isEmpty()) {
      if (otherwise == NO_PORT) {
        throw new MalformedMessage("a port is missing");
      }
      return new Target(host, otherwise);
    }
    if (written.length() > 5 || !written.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedMessage("the port is no number from 1 to 65535");
    }
    int port = Integer.parseInt(written);
    if (port < 1 || port > 65_535) {
      throw new MalformedMessage("the port is no number from 1 to 65535");
    }
    return new Target(host, port);
  }

  /** {@code host:port} from settings. */
  static Target setting(String text, String what) {
    try {
      return of(text.strip(), NO_PORT);
    } catch (MalformedMessage bad) {
      throw new IllegalArgumentException(
          what + " takes host:port, such as localhost:9000, not \"" + text + "\"", bad);
    }
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host.text() + ":" + port;
  }

  /** As a {@code Host} field of plain HTTP writes it. */
  String authority() {
    return port == 80 ? host.text() : toString();
  }
}
