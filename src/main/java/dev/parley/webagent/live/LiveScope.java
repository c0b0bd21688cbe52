package dev.parley.webagent.live;

/** What a live token is good for. */
public enum LiveScope {
  /** Frames alone. */
  VIEW(0),
  /** Frames, and taking the browser over. */
  CONTROL(1);

  private final byte code;

  LiveScope(int code) {
    this.code = (byte) code;
  }

  /** As it stands in tokens. */
  byte code() {
    return code;
  }

  static LiveScope of(byte code) {
    return code == CONTROL.code ? CONTROL : VIEW;
  }
}
