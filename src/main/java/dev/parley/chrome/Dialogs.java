package dev.parley.chrome;

import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers what a page asks in dialogs, and tells it.
 *
 * <p>Everything is accepted, a prompt with what it proposes: whoever acts reads the text and can
 * act otherwise, a page that waits for ever helps nobody.
 */
final class Dialogs {
  private final News news;
  private final AtomicInteger recent = new AtomicInteger();

  Dialogs(News news) {
    this.news = news;
  }

  void follow(CdpSession session) {
    session.on(Page.DialogOpening.KIND, dialog -> answer(session, dialog));
  }

  /** A new action begins, for which a page may open some more. */
  void begin() {
    recent.set(0);
  }

  /** How many there have been for it. */
  int count() {
    return recent.get();
  }

  private void answer(CdpSession session, Page.DialogOpening dialog) {
    int count = recent.incrementAndGet();
    var prompt = dialog.type().equals("prompt");
    if (count <= Bounds.DIALOGS_AN_ACTION) {
      news.add(
          "dialog "
              + dialog.type()
              + " "
              + Quoted.of(dialog.message())
              + (prompt ? " answered with " + Quoted.of(dialog.defaultPrompt()) : " accepted"));
    } else if (count == Bounds.DIALOGS_AN_ACTION + 1) {
      news.add("the page keeps opening dialogs; its script was stopped");
    }
    if (count > Bounds.DIALOGS_AN_ACTION) {
      session.send(new Script.TerminateExecution());
    }
    session.send(new Page.HandleJavaScriptDialog(true, prompt ? dialog.defaultPrompt() : null));
    if (count > Bounds.DIALOGS_AN_ACTION * 3) {
      session.send(new Page.Crash());
    }
  }
}
