package dev.parley.browser;

import java.util.List;

/**
 * A page as text, between two fence lines that carry a nonce of the session.
 *
 * @param text the whole listing, fences included
 * @param folded how many lines were left out to keep to the budget
 * @param changesOnly whether it shows only what differs from the last look
 */
public record Listing(
    String text, String title, String url, List<Tab> tabs, int folded, boolean changesOnly) {
  public Listing {
    tabs = List.copyOf(tabs);
  }

  /** A tab; ids are never used again in the session. */
  public record Tab(int id, String title, String url, boolean current, int opener) {}

  /** How to look. */
  public record Look(boolean changesOnly, boolean places, int mostTokens) {
    public static final Look WHOLE = new Look(false, false, 12_000);
  }
}
