package dev.parley.tool.browser;

import dev.parley.browser.BrowserFailure;
import dev.parley.cancel.Cancel;
import dev.parley.json.Json;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolCall;
import java.util.List;
import java.util.Set;

/** Carries out what calls ask for, in one turn's browser. */
final class Deeds {
  /** Whose texts are written as they are, placeholders too. */
  private static final Set<String> LITERAL =
      Set.of("input_text", "save_to_file", "append_to_file", "extract_content");

  private final Held held;
  private final String searchUrl;

  Deeds(Held held, String searchUrl) {
    this.held = held;
    this.searchUrl = searchUrl;
  }

  Outcome run(ToolCall call, Cancel cancel) {
    try {
      refusePlaceholders(call);
      var wish = ReadCall.of(call);
      return carryOut(wish, Offers.effect(call.tool()), cancel);
    } catch (Malformed malformed) {
      return new ToolFailedOutcome(held.secrets().veil().lines(malformed.correction()));
    }
  }

  /** Secrets go into fields, and nowhere else: not into addresses, searches or keys. */
  private void refusePlaceholders(ToolCall call) {
    var action = Offers.known(call.tool());
    if (!LITERAL.contains(action)) {
      Secrets.named(Json.print(call.input())).stream()
          .filter(held.secrets()::has)
          .findFirst()
          .ifPresent(name -> {
            throw new Malformed(
                "The value of '" + name + "' is put in by input_text alone. Send it there.");
          });
    }
  }

  private Outcome carryOut(Wish wish, Effect effect, Cancel cancel) {
    return switch (wish) {
      case Wish.Save(var name, var content) -> plainly(held.files().save(name, content));
      case Wish.Append(var name, var content) -> plainly(held.files().append(name, content));
      case Wish.Read(var name, var page) -> plainly(held.files().read(name, page));
      case Wish.Act _, Wish.Type _, Wish.Search _, Wish.Give _, Wish.Extract _, Wish.Show _ ->
          inBrowser(wish, effect, cancel);
    };
  }

  /** Text of others is veiled all over. */
  private Outcome plainly(Told told) {
    return told.with(held.secrets().veil().text(told.text())).outcome();
  }

  private Outcome inBrowser(Wish wish, Effect effect, Cancel cancel) {
    try {
      boolean known = held.open().isPresent();
      var browser = held.session(cancel);
      held.acted();
      // on another browser than the model saw, what it meant by numbers is not there
      var notices = known ? List.<String>of() : held.news();
      return new InBrowser(held, browser, searchUrl, notices, cancel).carryOut(wish);
    } catch (BrowserFailure failed) {
      return failed(failed, effect);
    }
  }

  private Outcome failed(BrowserFailure failed, Effect effect) {
    if (failed.kind() == BrowserFailure.Kind.NOT_STARTED) {
      return new ToolFailedOutcome(String.valueOf(failed.getMessage()));
    }
    held.lost();
    return effect == Effect.ONCE
        ? new UnknownOutcome(
            "The browser ended meanwhile; whether this had an effect is unknown. Look before you"
                + " do it again.")
        : Told.refused("The browser ended before this was done.")
            .elsewhere(List.of("It is started again at the next look."))
            .outcome();
  }
}
