package dev.parley.model;

/** Counts tokens, the same way for every model. */
@FunctionalInterface
public interface TokenCounter {
  int count(String text);
}
