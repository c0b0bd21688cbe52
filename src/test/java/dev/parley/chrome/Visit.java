package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Script;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.util.List;

/** One session on the fixture site. */
final class Visit implements AutoCloseable {
  private static final Cancel NEVER = new Cancel();
  final ChromeSession session;
  private final Site site;

  Visit(ChromeSession session, Site site) {
    this.session = session;
    this.site = site;
  }

  Visit open(String url) {
    session.act(new Action.GoTo(url), NEVER);
    return this;
  }

  Tab tab() {
    return session.context().tabs().peek().orElseThrow();
  }

  Listing look() {
    return look(Listing.Look.WHOLE);
  }

  Listing look(Listing.Look how) {
    return session.look(how, NEVER);
  }

  String text() {
    return session.text(100_000, NEVER);
  }

  ActionResult act(Action action) {
    return session.act(action, NEVER);
  }

  /** Presses what the only line with the text numbers, after a look. */
  ActionResult press(String text) {
    return press(ref(text));
  }

  ActionResult press(int ref) {
    return act(new Action.Click(ref, 1));
  }

  ActionResult type(String field, String text) {
    return act(new Action.InputText(ref(field), text));
  }

  ActionResult keys(String keys) {
    return act(new Action.SendKeys(keys));
  }

  int ref(String text) {
    return ref(look(), text);
  }

  List<String> told(String page) {
    return site.told(page);
  }

  /** An expression in the page's own world. */
  String main(String expression) {
    return value(new Script.Evaluate(expression, null, true, true));
  }

  /** An expression in the walker's world. */
  String world(String expression) {
    return value(Script.Evaluate.value(expression, tab().world(NEVER).context()));
  }

  Fields ask(String expression) {
    return new Fields((JsonObject) Json.parse(world(expression)));
  }

  private String value(Script.Evaluate expression) {
    var answer = tab().page().call(expression, Bounds.COMMAND, NEVER);
    if (!answer.thrown().isEmpty()) {
      throw new IllegalStateException(answer.thrown());
    }
    var text = answer.value().text();
    return text.isEmpty() ? answer.value().written() : text;
  }

  /** The number of the only line that contains the text. */
  static int ref(Listing listing, String text) {
    var lines = listing.text().lines().filter(line -> line.contains(text)).toList();
    if (lines.size() != 1) {
      throw new AssertionError(lines.size() + " lines have " + text + " in\n" + listing.text());
    }
    return Integer.parseInt(lines.getFirst().replaceFirst("^\\s*(\\* )?\\[(\\d+)].*", "$2"));
  }

  @Override
  public void close() {
    session.close();
  }
}
