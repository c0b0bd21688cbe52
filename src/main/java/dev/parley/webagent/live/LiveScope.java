package dev.parley.webagent.live;

/** What a live token is good for. */
public enum LiveScope {
  /** Frames alone. */
  VIEW,
  /** Frames, and taking the browser over. */
  CONTROL
}
