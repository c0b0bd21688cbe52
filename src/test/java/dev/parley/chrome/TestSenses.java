package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Input;
import dev.parley.chrome.cdp.Script;
import java.util.List;

/** Reads the inner text of a page and presses at points: enough to test what lies beneath. */
final class TestSenses {
  private TestSenses() {}

  static Senses senses() {
    return new Senses(List.of(Settling.SCRIPT), Reading::new, _ -> TestSenses::press);
  }

  private record Reading(Context context) implements Looking {
    @Override
    public Listing look(Tab tab, Listing.Look how, Cancel cancel) {
      var tabs =
          context.tabs().all().stream()
              .map(one ->
                  new Listing.Tab(
                      one.id(),
                      "",
                      one.url(),
                      one.id() == context.tabs().currentId(),
                      one.opener()))
              .toList();
      return new Listing(text(tab, 10_000, cancel), "", tab.url(), tabs, 0, false);
    }

    @Override
    public String text(Tab tab, int mostCharacters, Cancel cancel) {
      return evaluate(tab, "document.body?.innerText ?? ''");
    }
  }

  static String evaluate(Tab tab, String expression) {
    var world = tab.world(new Cancel());
    return tab.page()
        .call(Script.Evaluate.value(expression, world.context()), Bounds.COMMAND, new Cancel())
        .value()
        .text();
  }

  private static Done press(Tab tab, Action action, Cancel cancel) {
    if (!(action instanceof Action.ClickAt(var point, int count))) {
      return Done.refused("only points here");
    }
    var before = Settling.mark(tab, cancel);
    tab.page().send(mouse("mouseMoved", point, "none", 0, 0));
    tab.page().send(mouse("mousePressed", point, "left", 1, count));
    tab.page().call(mouse("mouseReleased", point, "left", 0, count), Bounds.COMMAND, cancel);
    Settling.settle(tab, Bounds.ACTION, cancel);
    var after = Settling.mark(tab, cancel);
    boolean changed =
        after.documents() != before.documents() || after.changes() != before.changes();
    return new Done(
        changed ? ActionResult.Outcome.DONE : ActionResult.Outcome.NO_EFFECT,
        changed ? "pressed" : "pressed; nothing changed",
        changed);
  }

  private static Input.DispatchMouseEvent mouse(
      String type, Action.Point point, String button, int buttons, int count) {
    return new Input.DispatchMouseEvent(type, point.x(), point.y(), button, buttons, count, 0);
  }
}
