package dev.parley.chrome;

import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.Fields;
import dev.parley.json.Json;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists and chooses options, and selects text. */
final class Choosing {
  private final Aftermath aftermath;

  Choosing(Aftermath aftermath) {
    this.aftermath = aftermath;
  }

  Done options(Tab tab, int ref, Cancel cancel) {
    var list = Asking.ask(Reaching.home(tab, ref, cancel), "options(" + ref + ")", cancel);
    if (!list.text("state").equals("ok")) {
      return Done.refused(unusable(ref, list.text("state")));
    }
    var options =
        list.list("options").stream()
            .map(option ->
                Quoted.of(option.text("text"))
                    + (option.flag("selected") ? " selected" : "")
                    + (option.flag("disabled") ? " disabled" : ""))
            .collect(Collectors.joining("\n"));
    var kind = list.flag("multiple") ? " (several can be chosen)" : "";
    return Done.same("options of [" + ref + "]" + kind + ":\n" + options);
  }

  Done choose(Tab tab, int ref, String text, Cancel cancel) {
    var there = Reaching.aim(tab, ref, null, cancel);
    if (there instanceof Not not) {
      return not.refused();
    }
    var target = (There) there;
    if (target.is("disabled")) {
      return Done.refused(target.name() + " is disabled; nothing was done");
    }
    var before = aftermath.before(tab, target.world(), true, cancel);
    var call = "choose(" + ref + "," + Json.print(text) + ")";
    var chosen = Asking.ask(target.world(), call, cancel);
    var state = chosen.text("state");
    if (!state.equals("ok")) {
      aftermath.over(before, tab, cancel);
      return Done.refused(refusal(ref, text, chosen));
    }
    var what = "chose " + Quoted.of(text) + " in " + target.name();
    if (!chosen.flag("changed")) {
      aftermath.over(before, tab, cancel);
      return Done.same(what + "; it was chosen already");
    }
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    return aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
  }

  private static String refusal(int ref, String text, Fields chosen) {
    return switch (chosen.text("state")) {
      case "no such option" ->
          "["
              + ref
              + "] has no option "
              + Quoted.of(text)
              + "; it has "
              + chosen.texts("options").stream().map(Quoted::of).collect(Collectors.joining(", "));
      case "disabled" -> "the option " + Quoted.of(text) + " of [" + ref + "] is disabled";
      case String other -> unusable(ref, other);
    };
  }

  private static String unusable(int ref, String state) {
    return state.equals("other")
        ? "[" + ref + "] is no native select; press it, and what it offers is listed"
        : Reaching.missing(ref, state);
  }

  Done selectText(Tab tab, int ref, @Nullable String text, Cancel cancel) {
    var reached = Reaching.reach(tab, ref, null, cancel);
    // what is covered can still be selected from
    var world = reached instanceof There there ? there.world() : Reaching.home(tab, ref, cancel);
    var before = aftermath.before(tab, world, false, cancel);
    var wanted = text == null ? "null" : Json.print(text);
    var selected = Asking.ask(world, "selectText(" + ref + "," + wanted + ")", cancel);
    if (!selected.text("state").equals("ok")) {
      aftermath.over(before, tab, cancel);
      return Done.refused(
          selected.text("state").equals("no such text")
              ? "[" + ref + "] does not contain " + wanted + "; nothing was selected"
              : Reaching.missing(ref, selected.text("state")));
    }
    var is = Asking.ask(world, "selected()", cancel).text("text");
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    var what = "selected in [" + ref + "]: " + Quoted.of(is);
    var done = aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
    return done.outcome() == Outcome.NO_EFFECT && !is.isEmpty() ? Done.same(what) : done;
  }
}
