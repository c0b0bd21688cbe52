package dev.parley.chrome;

import dev.parley.browser.ActionResult.Outcome;

/** What came of an action, before what happened meanwhile is added to it. */
record Done(Outcome outcome, String text, boolean changed) {
  static Done changed(String text) {
    return new Done(Outcome.DONE, text, true);
  }

  static Done same(String text) {
    return new Done(Outcome.DONE, text, false);
  }

  static Done refused(String text) {
    return new Done(Outcome.REFUSED, text, false);
  }

  static Done unknown(String text) {
    return new Done(Outcome.UNKNOWN, text, true);
  }
}
