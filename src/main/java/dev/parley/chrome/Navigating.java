package dev.parley.chrome;

import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Page;
import java.time.Duration;

/** Goes somewhere in a tab, and says where it arrived. */
final class Navigating {
  private static final String NO_PASSWORD = "net::ERR_INVALID_AUTH_CREDENTIALS";

  private final Downloads downloads;

  Navigating(Downloads downloads) {
    this.downloads = downloads;
  }

  /** Loads a URL that may be loaded. */
  Done to(Tab tab, String url, Cancel cancel) {
    return to(tab, url, false, cancel);
  }

  private Done to(Tab tab, String url, boolean again, Cancel cancel) {
    long deadline = System.nanoTime() + Bounds.NAVIGATION.toNanos();
    int begun = downloads.begun();
    var answer = tab.page().send(new Page.Navigate(url));
    try {
      var navigated = answer.await(Bounds.NAVIGATION, cancel);
      return navigated.errorText().isEmpty()
          ? arrived(tab, navigated, deadline, cancel)
          : failed(url, navigated.errorText(), begun, cancel);
    } catch (CdpFailure failed) {
      return switch (failed.kind()) {
        case TIMED_OUT -> again ? gaveUp(tab, url) : unanswered(tab, url, cancel);
        case CRASHED -> Done.unknown("the page crashed while it loaded " + Quoted.of(url));
        case REFUSED -> Done.refused(Quoted.of(url) + " is no URL that can be loaded");
        case DETACHED -> Done.unknown("the tab was closed while it loaded " + Quoted.of(url));
        case CLOSED -> throw failed;
      };
    } catch (Cancel.Cancelled stopped) {
      tab.page().send(new Page.StopLoading());
      throw stopped;
    }
  }

  private static Done arrived(Tab tab, Page.Navigated navigated, long deadline, Cancel cancel) {
    if (navigated.loaderId().isEmpty()) {
      Settling.settle(tab, Bounds.ACTION, cancel);
      return Done.changed("at " + Quoted.of(tab.url()));
    }
    var rest = Settling.settle(tab, Duration.ofNanos(deadline - System.nanoTime()), cancel);
    return Done.changed(where(tab) + (rest ? "" : ", still loading"));
  }

  static String where(Tab tab) {
    if (tab.frames().failed()) {
      var failure = tab.traffic().failure();
      var why =
          failure.equals(NO_PASSWORD)
              ? ", which wants a user name and password (HTTP basic auth)"
              : ", which could not be loaded" + (failure.isEmpty() ? "" : ": " + failure);
      return "at " + Quoted.of(tab.url()) + why;
    }
    int status = tab.traffic().status();
    var wants = status == 401 ? ": it wants a user name and password" : "";
    return "at " + Quoted.of(tab.url()) + (status >= 400 ? ", HTTP status " + status + wants : "");
  }

  private Done failed(String url, String error, int begun, Cancel cancel) {
    return switch (error) {
      // a download, or an answer without content: the page stays
      case "net::ERR_ABORTED" ->
          downloads.awaitBegun(begun, cancel)
              ? Done.same(Quoted.of(url) + " is a download; the page is the same as before")
              : new Done(
                  Outcome.NO_EFFECT,
                  Quoted.of(url) + " did not open as a page; nothing changed",
                  false);
      case NO_PASSWORD ->
          Done.changed(Quoted.of(url) + " wants a user name and password (HTTP basic auth)");
      case "net::ERR_TUNNEL_CONNECTION_FAILED" ->
          Done.changed(Quoted.of(url) + " may not be reached, or does not answer");
      default -> Done.changed(Quoted.of(url) + " could not be loaded: " + error);
    };
  }

  private Done unanswered(Tab tab, String url, Cancel cancel) {
    // a silent server blocks the page's scripts, too; this frees both
    tab.page().send(new Page.StopLoading());
    if (Reviving.responds(tab, cancel)) {
      return gaveUp(tab, url);
    }
    // asked whether it may be left, the page never ends: without its renderer nobody is asked
    tab.page().send(new Page.Crash());
    long deadline = System.nanoTime() + Bounds.RESPONSE.toNanos();
    if (!tab.traffic().awaitUntil(tab::isCrashed, deadline, cancel) && !tab.isCrashed()) {
      return Done.unknown("the page does not respond and could not be left");
    }
    tab.revived();
    var done = to(tab, url, true, cancel);
    return new Done(
        done.outcome(), "the page did not let itself be left and was ended; " + done.text(), true);
  }

  private static Done gaveUp(Tab tab, String url) {
    tab.page().send(new Page.StopLoading());
    return new Done(
        Outcome.NO_EFFECT,
        Quoted.of(url)
            + " did not answer within "
            + Bounds.NAVIGATION.toSeconds()
            + " s; loading was stopped",
        false);
  }

  /** History back. */
  static Done back(Tab tab, Cancel cancel) {
    var history = tab.page().call(new Page.GetNavigationHistory(), Bounds.COMMAND, cancel);
    if (history.current() == 0) {
      return new Done(Outcome.NO_EFFECT, "there is no page to go back to; nothing changed", false);
    }
    var entry = history.entries().get(history.current() - 1);
    if (SiteUrl.of(entry.url()).isEmpty()) {
      return Done.refused("the page before is none that may be loaded");
    }
    int documents = tab.traffic().documents();
    var before = tab.url();
    var answer = tab.page().send(new Page.NavigateToHistoryEntry(entry.id()));
    answer.await(Bounds.NAVIGATION, cancel);
    long deadline = System.nanoTime() + Bounds.NAVIGATION.toNanos();
    if (!tab.traffic()
        .awaitUntil(
            () -> tab.traffic().documents() > documents || !tab.url().equals(before),
            deadline,
            cancel)) {
      return gaveUp(tab, entry.url());
    }
    Settling.settle(tab, Duration.ofNanos(deadline - System.nanoTime()), cancel);
    return Done.changed("back " + where(tab));
  }
}
