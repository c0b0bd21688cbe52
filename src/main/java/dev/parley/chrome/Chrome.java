package dev.parley.chrome;

import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;

/** Where browsers come from. */
public final class Chrome {
  private Chrome() {}

  /**
   * Sessions in Chromiums of ours, or in one that runs elsewhere.
   *
   * @param usual the policy that contexts are kept warm for
   */
  public static Browsers browsers(
      ChromeSettings settings, Gate.Gates gates, SessionSpec.Policy usual) {
    var pool = new Pool(settings, gates, usual);
    pool.warmUp();
    return pool;
  }
}
