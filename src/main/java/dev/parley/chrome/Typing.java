package dev.parley.chrome;

import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Before;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Input;
import dev.parley.json.Json;
import java.util.Map;
import java.util.Optional;

/** Replaces what fields hold. */
final class Typing {
  /** Inputs that take a value as a picker gives it, with an example. */
  private static final Map<String, String> PICKED =
      Map.of(
          "date", "2026-01-31",
          "time", "14:30",
          "datetime-local", "2026-01-31T14:30",
          "month", "2026-01",
          "week", "2026-W05",
          "color", "#1a2b3c",
          "range", "40");

  private static final int BY_KEYS = 500;

  private final Aftermath aftermath;

  Typing(Aftermath aftermath) {
    this.aftermath = aftermath;
  }

  Done type(Tab tab, int ref, String text, Cancel cancel) {
    var there = Reaching.aim(tab, ref, null, cancel);
    if (there instanceof Not not) {
      return not.refused();
    }
    var target = (There) there;
    var hindrance = hindrance(target);
    if (!hindrance.isEmpty()) {
      return Done.refused(target.name() + " " + hindrance + "; nothing was done");
    }
    var before = aftermath.before(tab, target.world(), true, cancel);
    return PICKED.containsKey(target.facts().text("type"))
        ? pick(before, target, text, cancel)
        : write(before, target, text, cancel);
  }

  private static String hindrance(There target) {
    if (target.is("disabled")) {
      return "is disabled";
    }
    if (target.is("readonly")) {
      return "is read-only";
    }
    if (target.facts().text("tag").equals("select")) {
      return "is a list to choose from";
    }
    return switch (target.facts().text("type")) {
      case "file" -> "takes a file, not text";
      case "checkbox", "radio", "button", "submit", "reset", "image" -> "takes no text; press it";
      default -> "";
    };
  }

  private Done pick(Before before, There target, String value, Cancel cancel) {
    var call = "setValue(" + target.ref() + "," + Json.print(value.strip()) + ")";
    var set = Asking.ask(target.world(), call, cancel);
    var type = target.facts().text("type");
    if (!set.text("state").equals("ok")) {
      aftermath.over(before, before.tab(), cancel);
      return Done.refused(
          target.name() + " does not take this; it takes values like " + PICKED.get(type));
    }
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    var what = "set " + target.name() + " to " + Quoted.of(set.text("value"));
    var done = aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
    return set.flag("changed") && done.outcome() == Outcome.NO_EFFECT ? Done.same(what) : done;
  }

  private Done write(Before before, There target, String text, Cancel cancel) {
    var tab = before.tab();
    var pressed = Hand.click(target.session(), target.point(), 1);
    Hand.await(tab, pressed, before.documents(), cancel);
    var field = Asking.ask(target.world(), "ready(" + target.ref() + ")", cancel);
    if (!field.text("state").equals("ok")) {
      return unready(before, target, field, cancel);
    }
    boolean keys = field.flag("keys");
    Hand.await(tab, enter(target.session(), text, field), before.documents(), cancel);
    var care = keys ? Care.PATIENT : Care.ORDINARY;
    var settled = aftermath.rest(before, care, cancel);
    var value = value(before, target, cancel);
    var what = (text.isEmpty() ? "emptied " : "typed into ") + target.name();
    var done = aftermath.tell(before, settled, care, what, cancel);
    return judged(done, text, value);
  }

  private Done unready(Before before, There target, Fields field, Cancel cancel) {
    var state = field.text("state");
    if (state.equals("covered")) {
      aftermath.over(before, before.tab(), cancel);
      return Done.refused(Reaching.covered(target.name(), field.at("by")));
    }
    var settled = aftermath.rest(before, Care.PATIENT, cancel);
    var what = "pressed " + target.name() + ", which takes no text; nothing was typed";
    var told = aftermath.tell(before, settled, Care.PATIENT, what, cancel);
    return new Done(Outcome.REFUSED, told.text(), told.changed());
  }

  private static Answer<?> enter(CdpSession session, String text, Fields field) {
    if (text.isEmpty()) {
      return field.flag("empty")
          ? session.send(new Input.InsertText(""))
          : Keyboard.press(session, new KeyPress("Delete", "Delete", 0, null));
    }
    return field.flag("keys") && text.length() <= BY_KEYS
        ? Keyboard.type(session, text)
        : session.send(new Input.InsertText(text));
  }

  /** What the field holds now, as far as that is shown and can be known. */
  private static Optional<String> value(Before before, There target, Cancel cancel) {
    if (before.tab().traffic().documents() != before.documents()) {
      return Optional.empty();
    }
    try {
      var facts = Asking.ask(target.world(), "locate(" + target.ref() + ")", cancel);
      return facts.object().text("value");
    } catch (CdpFailure gone) {
      if (gone.kind() == CdpFailure.Kind.REFUSED) {
        return Optional.empty();
      }
      throw gone;
    }
  }

  private static Done judged(Done done, String text, Optional<String> value) {
    boolean as = value.isPresent() && plain(value.get()).equals(plain(text));
    if (as) {
      return done.outcome() == Outcome.NO_EFFECT
          ? Done.same(done.text().lines().findFirst().orElse("") + "; it held this already")
          : done;
    }
    return value.isEmpty()
        ? done
        : new Done(
            done.outcome(),
            done.text() + "\nits text is not what was typed, but " + Quoted.of(value.get()),
            done.changed());
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
