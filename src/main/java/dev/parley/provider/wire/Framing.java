package dev.parley.provider.wire;

/** How a reply comes in pieces. */
public enum Framing {
  /** Server-sent events. */
  EVENTS("text/event-stream"),
  /** A JSON document a line. */
  LINES("application/x-ndjson");

  private final String mediaType;

  Framing(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
