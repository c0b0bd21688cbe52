package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.cancel.Cancel;

/** Uses elements of the current tab of one session: what is not about tabs and navigation. */
interface Acting {
  /** Does it, waits until the page has settled, and says what came of it. */
  Done act(Tab tab, Action action, Cancel cancel);
}
