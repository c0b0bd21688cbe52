package dev.parley.tool.browser;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import dev.parley.file.FileName;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Carries out one wish in an open browser. */
final class InBrowser {
  private static final int MOST_TEXT = 100_000;

  private final Held held;
  private final BrowserSession browser;
  private final String searchUrl;
  private final List<String> notices;
  private final Cancel cancel;

  /** With what the model does not know yet of this browser. */
  InBrowser(
      Held held, BrowserSession browser, String searchUrl, List<String> notices, Cancel cancel) {
    this.held = held;
    this.browser = browser;
    this.searchUrl = searchUrl;
    this.notices = List.copyOf(notices);
    this.cancel = cancel;
  }

  Outcome carryOut(Wish wish) {
    return switch (wish) {
      case Wish.Act(var action) -> told(browser.act(action, cancel), Map.of());
      case Wish.Search(var query) -> told(search(query), Map.of());
      case Wish.Type(var ref, var text) -> type(ref, text);
      case Wish.Give(var ref, var name) -> give(ref, name);
      case Wish.Extract _ -> page(browser.text(MOST_TEXT, cancel));
      case Wish.Show(var places) -> show(places);
      case Wish.Save _, Wish.Append _, Wish.Read _ ->
          throw new IllegalArgumentException("needs no browser");
    };
  }

  private ActionResult search(String query) {
    var words = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return browser.act(new Action.GoTo(searchUrl.replace("{query}", words)), cancel);
  }

  private Outcome give(int ref, FileName name) {
    var results = new ArrayList<ActionResult>();
    var refused =
        held.files()
            .lend(
                name,
                file -> {
                  results.add(browser.act(new Action.Upload(ref, name.last(), file), cancel));
                  return Told.done("");
                });
    return results.isEmpty() ? veiled(refused) : told(results.getFirst(), Map.of());
  }

  private Outcome show(boolean places) {
    var how = new Listing.Look(false, places, Listing.Look.WHOLE.mostTokens());
    return veiled(Told.done(browser.look(how, cancel).text()));
  }

  private Outcome page(String text) {
    return new ToolOutcome(
        JsonObject.EMPTY
            .with("page", new JsonText(held.secrets().veil().text(text)))
            .with("changed", new JsonBool(!notices.isEmpty()))
            .with("effect", "done"));
  }

  private Outcome type(int ref, String text) {
    var secrets = held.secrets();
    var filled = secrets.fill(text);
    if (filled.names().isEmpty()) {
      return told(browser.act(new Action.InputText(ref, text), cancel), Map.of());
    }
    var origin = browser.origin(ref, cancel).orElse("");
    if (origin.isEmpty()) {
      return veiled(
          Told.refused(
              "[%d] stands in no page of a site that a variable can be typed into; look again"
                  .formatted(ref)));
    }
    var stranger = secrets.elsewhere(filled.names(), origin);
    if (stranger.isPresent()) {
      return veiled(
          Told.refused(
              "The value of '%s' belongs to %s and is not typed into %s. Ask a person with"
                      .formatted(stranger.get(), secrets.boundTo(stranger.get()), origin)
                  + " human_input what to enter here."));
    }
    var result = browser.act(new Action.InputText(ref, filled.text()), cancel);
    return told(
        result,
        result.outcome() == ActionResult.Outcome.REFUSED
            ? Map.of()
            : secrets.bind(filled.names(), origin));
  }

  private Outcome told(ActionResult result, Map<String, String> bound) {
    var kept = held.files().keep(result.downloads());
    var lines = new ArrayList<String>();
    lines.add(result.text());
    lines.addAll(kept.lines());
    var text = String.join("\n", lines);
    return switch (result.outcome()) {
      case DONE -> veiled(new Told(text, result.changed(), Told.Effect.DONE, kept.names(), bound));
      case NO_EFFECT ->
          veiled(
              new Told(
                  "no effect: " + text, result.changed(), Told.Effect.NONE, kept.names(), bound));
      case REFUSED ->
          veiled(new Told(text, result.changed(), Told.Effect.REFUSED, kept.names(), bound));
      case UNKNOWN ->
          new UnknownOutcome(
              held.secrets()
                  .veil()
                  .lines(text + "\nThe outcome is unknown. Look before going on."));
    };
  }

  private Outcome veiled(Told told) {
    var whole = told.elsewhere(notices);
    return whole.with(held.secrets().veil().lines(whole.text())).outcome();
  }
}
