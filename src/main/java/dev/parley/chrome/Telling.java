package dev.parley.chrome;

import dev.parley.chrome.cdp.Fields;
import java.util.List;
import java.util.stream.Collectors;

/** Puts into words what walkers say has become different. */
final class Telling {
  private final List<String> lines;
  private final boolean keys;
  private boolean effect;
  private boolean change;
  private long appeared;
  private List<String> words = List.of();

  /** With {@code keys} focus and selection count as effects. */
  Telling(List<String> lines, boolean keys) {
    this.lines = lines;
    this.keys = keys;
  }

  /** Whether anything is different. */
  boolean isEffect() {
    return effect || change;
  }

  /** Whether it is another page to those who hold a listing. */
  boolean isChange() {
    return change;
  }

  /** How many nodes there are that were not. */
  long appeared() {
    return appeared;
  }

  void add(Fields is) {
    where(is);
    long added = is.whole("added");
    appeared += added;
    change |= added > 0;
    if (added > 0) {
      words = is.texts("appeared");
      lines.add("appeared: " + (words.isEmpty() ? added + " nodes without text" : quoted(words)));
    }
    values(is);
    states(is);
    if (is.whole("texts") > 0) {
      say("text is now: " + quoted(is.texts("said")));
    }
    if (is.whole("drawn") > 0) {
      say("the drawing on a canvas changed");
    }
    if (is.flag("scrolled")) {
      say("the page scrolled");
    }
    focus(is);
    if (!isEffect() && is.whole("removed") > 0) {
      say("some of it went away");
    }
    if (!isEffect() && is.whole("attrs") > 0) {
      say("its looks or state changed");
    }
    effect |= is.flag("changed");
  }

  private void say(String line) {
    lines.add(line);
    effect = true;
  }

  private void where(Fields is) {
    if (!is.text("url").isEmpty()) {
      lines.add("the page is now at " + Quoted.of(is.text("url")));
      change = true;
    }
    if (!is.text("title").isEmpty()) {
      say("its title is now " + Quoted.of(is.text("title")));
    }
  }

  private void values(Fields is) {
    for (var value : is.list("values")) {
      say(
          subject(value)
              + (value.flag("hidden")
                  ? " has another value, which is not shown"
                  : " has the value " + Quoted.of(value.text("value"))));
    }
  }

  private void states(Fields is) {
    for (var state : is.list("states")) {
      if (state.whole("ref") > 0) {
        var name = state.text("name").replace("aria-", "");
        say("[" + state.whole("ref") + "] is " + name + "=" + Quoted.of(state.text("value")));
      }
    }
  }

  private void focus(Fields is) {
    boolean counts = is.flag("focusEditable") || (keys && is.flag("focus"));
    long ref = is.whole("focusRef");
    if (counts) {
      say(ref > 0 ? "the focus is in [" + ref + "]" : "the focus moved");
    } else if (keys && is.flag("selection")) {
      say("the selection changed");
    }
  }

  /** Lines of the listing that are new. */
  void show(List<String> fresh) {
    if (!fresh.isEmpty()) {
      change = true;
      lines.add("new on the page:");
      fresh.forEach(line -> lines.add("* " + line));
    }
  }

  private static String subject(Fields value) {
    var name = value.text("name");
    var ref = value.whole("ref") > 0 ? "[" + value.whole("ref") + "]" : "a field";
    return name.isEmpty() ? ref : ref + " " + Quoted.of(name);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(Quoted::of).collect(Collectors.joining(", "));
  }
}
