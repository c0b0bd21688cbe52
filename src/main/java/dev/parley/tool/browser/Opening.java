package dev.parley.tool.browser;

import dev.parley.browser.Action;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Checkpoint;
import dev.parley.browser.Checkpoint.TabState;
import dev.parley.browser.Download;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a turn's browser: afresh, or from what was kept of the one before. */
final class Opening {
  private static final String BLANK = "about:blank";
  private static final int NUMBERS_A_ROUND = 1000;
  private static final String LOST =
      "Tabs, cookies and local storage are as they were at the last look; what stood in forms,"
          + " session storage and what pages kept in memory are gone, and so are the numbers of"
          + " elements.";

  private final Parts parts;
  private final WebWork work;

  Opening(Parts parts, WebWork work) {
    this.parts = parts;
    this.work = work;
  }

  /** An open browser, with what is to be told of it. */
  record Opened(
      BrowserSession session, boolean fresh, List<String> notices, List<Download> downloads) {
    Opened {
      notices = List.copyOf(notices);
      downloads = List.copyOf(downloads);
    }
  }

  /**
   * Opens it.
   *
   * @param logins what it begins with if nothing was kept; what was kept has its own cookies
   * @param before why there is none any more, as a sentence
   * @param blank whether the pages are left out, since they may be what ended it
   */
  Opened open(Keeping.Kept kept, Logins logins, String before, boolean blank, Cancel cancel) {
    return switch (kept) {
      case Keeping.Kept.Nothing _ -> begun(logins, List.of(), cancel);
      case Keeping.Kept.Unreadable _ -> {
        var notice = "The browser was started afresh: what was kept of it cannot be read.";
        yield begun(logins, List.of(notice), cancel);
      }
      case Keeping.Kept.This(var checkpoint) -> {
        var restore = blank ? blank(checkpoint) : onward(checkpoint);
        var notices = new ArrayList<String>();
        notices.add(before + " " + LOST);
        if (blank) {
          notices.add("The tabs are blank, since the browser ended again with their pages.");
        }
        yield new Opened(session(restore, cancel), false, notices, List.of());
      }
    };
  }

  private Opened begun(Logins logins, List<String> notices, Cancel cancel) {
    var told = new ArrayList<>(notices);
    told.addAll(logins.notices());
    var session = session(logins.with(work.spec().restore()), cancel);
    return new Opened(session, true, told, List.of());
  }

  /** Past the numbers that results have told since. */
  private static Checkpoint onward(Checkpoint from) {
    return new Checkpoint(
        from.tabs(), from.cookies(), from.localStorage(), from.nextRef() + NUMBERS_A_ROUND);
  }

  private static Checkpoint blank(Checkpoint from) {
    var tabs =
        from.tabs().stream().map(tab -> new TabState(tab.id(), BLANK, tab.current())).toList();
    return onward(new Checkpoint(tabs, from.cookies(), from.localStorage(), from.nextRef()));
  }

  private BrowserSession session(@Nullable Checkpoint restore, Cancel cancel) {
    var spec = work.spec();
    return parts
        .browsers()
        .open(
            new SessionSpec(
                spec.viewport(),
                spec.locale(),
                spec.timezone(),
                spec.userAgent(),
                spec.policy(),
                spec.isolated(),
                spec.mostDownloadBytes(),
                restore),
            cancel);
  }

  /** Goes where the session begins; a notice if that is not where it arrives. */
  Opened begin(Opened opened, Cancel cancel) {
    var url = work.startUrl();
    if (!opened.fresh() || url == null || url.equals(BLANK)) {
      return opened;
    }
    var result = opened.session().act(new Action.GoTo(url), cancel);
    var notices = new ArrayList<>(opened.notices());
    if (!result.text().startsWith("at ")) {
      notices.add("The session begins here: " + result.text());
    }
    return new Opened(opened.session(), true, notices, result.downloads());
  }
}
