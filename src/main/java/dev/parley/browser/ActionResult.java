package dev.parley.browser;

import java.util.List;

/**
 * What came of an action, truthfully.
 *
 * @param text one or more lines for whoever acts; strings of the page in it are JSON strings
 * @param changed whether the page is another than before: navigated, other tab, nodes appeared
 */
public record ActionResult(
    Outcome outcome, String text, boolean changed, List<Download> downloads) {
  public ActionResult {
    downloads = List.copyOf(downloads);
  }

  /** How it went. */
  public enum Outcome {
    /** It had an effect, or needed none. */
    DONE,
    /** It was carried out and nothing changed. */
    NO_EFFECT,
    /** It was not carried out: no such element, covered, not allowed. */
    REFUSED,
    /** It may or may not have been carried out: the page crashed or the browser went away. */
    UNKNOWN
  }
}
