package dev.parley.browser;

import dev.parley.cancel.Cancel;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One isolated session: cookies, storage, tabs, clipboard and downloads of its own.
 *
 * <p>For one thread at a time, but for {@link #watch}, {@link #current}, {@link #viewport}, {@link
 * #input} and {@link #close}. Every call has a bound on its time. {@link BrowserFailure} once the
 * browser or the session is gone.
 */
public interface BrowserSession extends AutoCloseable {
  /** The current tab as text. */
  Listing look(Listing.Look how, Cancel cancel);

  /** Does one thing, waits until the page has settled, and says what came of it. */
  ActionResult act(Action action, Cancel cancel);

  /** All text of the current page in reading order, for extraction; at most so many characters. */
  String text(int mostCharacters, Cancel cancel);

  /** The current tab as JPEG, or PNG for quality 100. */
  Picture screenshot(int quality, Cancel cancel);

  /**
   * The same, black wherever a text shows of which {@code hidden} says so.
   *
   * @param hidden asked for every text, and every field's value, that a person can see
   */
  Picture screenshot(int quality, Predicate<String> hidden, Cancel cancel);

  /**
   * Origin of the document that an element stands in, such as {@code https://example.com}; empty if
   * there is no such element or its document has none.
   */
  Optional<String> origin(int ref, Cancel cancel);

  /** What is needed to go on in another session later. */
  Checkpoint checkpoint(Cancel cancel);

  /** Frames of the current tab as they change, the last one at once; until closed. */
  Watch watch(Consumer<Picture> frames);

  /** What those who watch have before them; does not wait for a page that hangs. */
  CurrentTab current(Cancel cancel);

  /** How large the page area is, and so every frame. */
  SessionSpec.Viewport viewport();

  /** A person's input; takes effect in the current tab. */
  void input(LiveInput input);

  /** Whether it can still be used. */
  boolean isOpen();

  /** Everything of the session goes: tabs, storage, downloads, its gate. */
  @Override
  void close();

  /** Somebody watching. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
