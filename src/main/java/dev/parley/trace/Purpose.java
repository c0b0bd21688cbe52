package dev.parley.trace;

/** What a model is asked for. */
public enum Purpose {
  /** What to say or do next. */
  NEXT,
  /** A short name for a task. */
  TITLE,
  /** What a page says about something. */
  EXTRACTION,
  /** Whether a task is really done. */
  CHECK
}
