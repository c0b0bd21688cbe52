package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.cancel.Cancel;

/** Does what is about tabs and navigation, and needs no element. */
final class PageActions {
  private static final String ALLOWED = "; only http and https URLs and about:blank can be opened";

  private final Context context;
  private final Navigating navigating;

  PageActions(Context context) {
    this.context = context;
    this.navigating = new Navigating(context.downloads());
  }

  Done act(Tab tab, Action action, Cancel cancel) {
    return switch (action) {
      case Action.GoTo(var url) ->
          SiteUrl.of(url)
              .map(site -> navigating.to(tab, site, cancel))
              .orElseGet(() -> Done.refused("not opened: " + Quoted.of(url) + ALLOWED));
      case Action.GoBack _ -> Navigating.back(tab, cancel);
      case Action.Pause(var time) -> {
        cancel.pause(time);
        yield Done.same("waited " + time.toMillis() + " ms");
      }
      case Action.OpenTab(var url) ->
          SiteUrl.of(url)
              .map(site -> open(site, cancel))
              .orElseGet(() -> Done.refused("not opened: " + Quoted.of(url) + ALLOWED));
      case Action.SwitchTab(var id) -> switchTo(id);
      case Action.CloseTab(var id) -> close(id, cancel);
      case Action.SavePdf _ ->
          context.keepsFiles()
              ? Printing.print(tab, context.downloads(), cancel)
              : Done.refused("files cannot be kept with a browser that runs elsewhere");
      case Action other -> throw new IllegalArgumentException("needs an element: " + other);
    };
  }

  private Done open(String url, Cancel cancel) {
    if (context.tabs().all().size() >= Bounds.TABS) {
      return Done.refused("not opened: " + Bounds.TABS + " tabs are open; close one before");
    }
    var tab = context.tabs().open(SiteUrl.BLANK, cancel);
    var done =
        url.equals(SiteUrl.BLANK)
            ? Done.changed("at about:blank")
            : navigating.to(tab, url, cancel);
    return new Done(done.outcome(), "tab " + tab.id() + " opened: " + done.text(), true);
  }

  private Done switchTo(int id) {
    return context
        .tabs()
        .select(id)
        .map(tab -> Done.changed("current is tab " + tab.id() + " " + Quoted.of(tab.url())))
        .orElseGet(() -> noTab(id));
  }

  private Done close(int id, Cancel cancel) {
    return context.tabs().close(id, cancel)
        ? Done.changed("current is tab " + context.tabs().current(cancel).id())
        : noTab(id);
  }

  private Done noTab(int id) {
    return Done.refused(
        "there is no tab "
            + id
            + "; there are "
            + context.tabs().all().stream().map(Tab::id).toList());
  }
}
