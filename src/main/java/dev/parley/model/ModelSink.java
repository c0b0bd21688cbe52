package dev.parley.model;

/** Takes a reply's text as it comes. */
@FunctionalInterface
public interface ModelSink {
  void text(String piece);
}
