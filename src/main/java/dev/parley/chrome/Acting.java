package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;

/** Uses elements of the current tab of one session: what is not about tabs and navigation. */
final class Acting {
  private static final int ATTEMPTS = 2;

  private final Pointing pointing;
  private final Typing typing;
  private final Pressing pressing;
  private final Choosing choosing;
  private final Scrolling scrolling;
  private final Dragging dragging;
  private final Uploading uploading;

  Acting(Context context, Looking looking, Clipboard clipboard) {
    var aftermath = new Aftermath(context, looking);
    this.pointing = new Pointing(aftermath);
    this.typing = new Typing(aftermath);
    this.pressing = new Pressing(aftermath, clipboard);
    this.choosing = new Choosing(aftermath);
    this.scrolling = new Scrolling(context, aftermath);
    this.dragging = new Dragging(aftermath);
    this.uploading = new Uploading(context, aftermath);
  }

  /** Does it, waits until the page has settled, and says what came of it. */
  Done act(Tab tab, Action action, Cancel cancel) {
    for (int attempt = 1; ; attempt++) {
      int documents = tab.traffic().documents();
      try {
        return once(tab, action, cancel);
      } catch (CdpFailure failed) {
        boolean left = failed.kind() == CdpFailure.Kind.REFUSED;
        if (!left || attempt == ATTEMPTS || tab.traffic().documents() != documents) {
          if (left && tab.traffic().documents() != documents) {
            Settling.settle(tab, Bounds.ACTION, cancel);
            return Done.unknown(
                "the page went elsewhere meanwhile, " + Navigating.where(tab) + "; look again");
          }
          throw failed;
        }
      }
    }
  }

  private Done once(Tab tab, Action action, Cancel cancel) {
    return switch (action) {
      case Action.Click(var ref, var count) -> pointing.click(tab, ref, count, cancel);
      case Action.ClickAt(var point, var count) -> pointing.clickAt(tab, point, count, cancel);
      case Action.Hover(var ref) -> pointing.hover(tab, ref, cancel);
      case Action.InputText(var ref, var text) -> typing.type(tab, ref, text, cancel);
      case Action.SendKeys(var keys) -> pressing.press(tab, keys, cancel);
      case Action.Scroll scroll -> scrolling.scroll(tab, scroll, cancel);
      case Action.ScrollToText(var text) -> scrolling.toText(tab, text, cancel);
      case Action.DropdownOptions(var ref) -> choosing.options(tab, ref, cancel);
      case Action.SelectOption(var ref, var text) -> choosing.choose(tab, ref, text, cancel);
      case Action.SelectText(var ref, var text) -> choosing.selectText(tab, ref, text, cancel);
      case Action.Drag drag -> dragging.drag(tab, drag, cancel);
      case Action.Upload upload -> uploading.upload(tab, upload, cancel);
      case Action.GoTo _,
          Action.GoBack _,
          Action.Pause _,
          Action.SwitchTab _,
          Action.OpenTab _,
          Action.CloseTab _,
          Action.SavePdf _ ->
          throw new IllegalArgumentException("needs no element: " + action);
    };
  }
}
