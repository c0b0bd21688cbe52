package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Script;
import java.time.Duration;
import java.util.List;

/** Brings back pages that have crashed or do not respond, by the mildest means that helps. */
final class Reviving {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Context context;

  Reviving(Context context) {
    this.context = context;
  }

  /** Whether the page's thread is free, or soon is. */
  static boolean responds(Tab tab, Cancel cancel) {
    try {
      // no script runs for this, but it waits its turn among them
      var _ = tab.page().call(new Script.Evaluate("0", null, false, true), PATIENCE, cancel);
      return true;
    } catch (CdpFailure failed) {
      return switch (failed.kind()) {
        case REFUSED -> true;
        case TIMED_OUT, CRASHED, DETACHED -> false;
        case CLOSED -> throw failed;
      };
    }
  }

  /** Ends what keeps a page from responding: its script, else its renderer, else the tab. */
  void free(Tab tab, Cancel cancel) {
    if (tab.page().ended().isPresent()) {
      return;
    }
    if (tab.isCrashed()) {
      revive(tab, cancel);
      return;
    }
    tab.page().send(new Page.StopLoading());
    tab.page().send(new Script.TerminateExecution());
    if (responds(tab, cancel)) {
      context
          .news()
          .add("the page in tab " + tab.id() + " did not respond; its script was stopped");
      return;
    }
    tab.page().send(new Page.Crash());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    if (!tab.traffic().awaitUntil(tab::isCrashed, deadline, cancel) && !tab.isCrashed()) {
      context.news().add("tab " + tab.id() + " did not respond and was closed");
      var _ = context.tabs().close(tab.id(), cancel);
      return;
    }
    revive(tab, cancel);
  }

  /** Gives a crashed page a new renderer at the same URL; blank if that crashes, too. */
  void revive(Tab tab, Cancel cancel) {
    for (var url : List.of(SiteUrl.of(tab.url()).orElse(SiteUrl.BLANK), SiteUrl.BLANK)) {
      tab.revived();
      var loading = tab.page().send(new Page.Navigate(url));
      try {
        loading.await(Bounds.NAVIGATION, cancel);
        Settling.settle(tab, Bounds.ACTION, cancel);
      } catch (CdpFailure again) {
        if (again.kind() == CdpFailure.Kind.CLOSED) {
          throw again;
        }
        tab.page().send(new Page.StopLoading());
      }
      if (!tab.isCrashed() && responds(tab, cancel)) {
        context
            .news()
            .add(
                url.equals(SiteUrl.BLANK)
                    ? "tab " + tab.id() + " is blank now"
                    : "tab " + tab.id() + " was loaded again: " + Quoted.of(url));
        return;
      }
    }
  }
}
