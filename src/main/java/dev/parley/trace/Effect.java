package dev.parley.trace;

/** What repeating a tool call would do. */
public enum Effect {
  /** Changes nothing: run again after a crash. */
  SAFE,
  /** The receiver recognises the same key: run again with it. */
  IDEMPOTENT,
  /** Must not happen twice: after a crash its outcome is unknown, and said to be. */
  ONCE
}
