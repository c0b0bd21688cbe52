package dev.parley.chrome;

import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;

/** Reads the current tab of one session. */
interface Looking {
  Listing look(Tab tab, Listing.Look how, Cancel cancel);

  String text(Tab tab, int mostCharacters, Cancel cancel);
}
