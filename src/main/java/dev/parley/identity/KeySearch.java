package dev.parley.identity;

import org.jspecify.annotations.Nullable;

/**
 * Which of a user's keys to list.
 *
 * @param live whether they may still be used; null for both
 * @param text part of the label or hint, in any case; empty for all
 * @param page from 1
 */
public record KeySearch(
    UserKey.Kind kind, @Nullable Boolean live, String text, int page, int limit) {
  public KeySearch {
    if (page < 1 || limit < 1) {
      throw new IllegalArgumentException("pages and what is on them begin at 1");
    }
  }
}
