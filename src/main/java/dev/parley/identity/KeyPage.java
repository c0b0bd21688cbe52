package dev.parley.identity;

import java.util.List;

/** A page of keys and how many there are on all pages. */
public record KeyPage(List<UserKey> keys, long total) {
  public KeyPage {
    keys = List.copyOf(keys);
  }
}
