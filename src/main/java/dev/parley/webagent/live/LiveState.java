package dev.parley.webagent.live;

import dev.parley.browser.CurrentTab;
import dev.parley.webagent.WebSession.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What whoever watches a session is to know besides its frames.
 *
 * @param name null until the session has one
 * @param tab null while there is no browser
 * @param controller null while nobody has control
 */
public record LiveState(
    @Nullable String name,
    Status status,
    Place browser,
    @Nullable CurrentTab tab,
    @Nullable Controller controller,
    int viewers) {

  /** Where the browser is. */
  public enum Place {
    /** Not there yet. */
    STARTING,
    /** Here, and can be seen. */
    OPEN,
    /** Put away while nobody used it; there is a last picture. */
    AWAY,
    /** On another node. */
    ELSEWHERE,
    /** Gone with the end of the session; there is a last picture. */
    ENDED
  }

  /** Who has control; numbers tell the controllers of a session apart. */
  public record Controller(int no, String by, Instant since) {}
}
