package dev.parley.browser;

import dev.parley.cancel.Cancel;
import java.util.Optional;

/** Opens isolated sessions in real browsers. */
public interface Browsers extends AutoCloseable {
  /**
   * Opens a session; waits for a place if all are taken.
   *
   * @throws BrowserFailure if no browser can be started; its message says what to install
   * @throws Cancel.Cancelled while waiting
   */
  BrowserSession open(SessionSpec spec, Cancel cancel);

  /** Why no session can be opened, and what to install; empty if one can. */
  Optional<String> hindrance();

  /** Sessions open now, browsers running, warm contexts waiting. */
  Load load();

  @Override
  void close();

  /** How much is going on. */
  record Load(int sessions, int waiting, int browsers, int warm) {}
}
