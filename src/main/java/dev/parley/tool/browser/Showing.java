package dev.parley.tool.browser;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out the calls of one reply in their order, as long as the page is the one they were meant
 * for, and shows the page after the last one that is done.
 */
final class Showing {
  private static final String LOOK = "look";

  /** What shows something itself, or nothing of the page. */
  private static final Set<String> WITHOUT_PAGE =
      Set.of(LOOK, "save_to_file", "append_to_file", "read_from_file", "extract_content");

  private final Glance glance;
  private final Deeds deeds;

  Showing(Glance glance, Deeds deeds) {
    this.glance = glance;
    this.deeds = deeds;
  }

  Outcome run(ToolCall call, Turn turn, Cancel cancel) {
    var reply = Reply.of(turn);
    var hindrance = reply.hindrance();
    if (hindrance.isPresent()) {
      return Told.refused("not run: " + hindrance.get()).outcome();
    }
    if (BrowserTools.isGlance(call)) {
      return withPage(Told.done("").json(), cancel);
    }
    var outcome = deeds.run(call, cancel);
    if (!(outcome instanceof ToolOutcome(JsonObject told))) {
      return outcome;
    }
    boolean last = isChanged(told) || !reply.goesOnAfter(call);
    return last && !WITHOUT_PAGE.contains(Offers.known(call.tool()))
        ? withPage(told, cancel)
        : new ToolOutcome(readable(told));
  }

  /** An action that was done stays done, even if the page cannot be looked at any more. */
  private Outcome withPage(JsonObject told, Cancel cancel) {
    return switch (glance.look(true, cancel)) {
      case ToolOutcome(JsonObject seen) -> new ToolOutcome(shown(told, seen));
      case ToolFailedOutcome failed when told.text("text").orElse("").isEmpty() -> failed;
      default -> new ToolOutcome(told);
    };
  }

  /** A result with the page as it is now, and what happened besides. */
  private static JsonObject shown(JsonObject told, JsonObject seen) {
    var text = new StringBuilder(told.text("text").orElse(""));
    if (seen.get("notices").orElse(null) instanceof JsonArray(var notices)) {
      for (var notice : notices) {
        text.append(text.isEmpty() ? "" : "\n").append(((JsonText) notice).value());
      }
    }
    return told.with("text", text.toString())
        .with("listing", seen.text("listing").orElse(""))
        .with("url", seen.text("url").orElse(""))
        .with("title", seen.text("title").orElse(""));
  }

  /** Nobody reads a page out for this agent: it gets the text itself. */
  private static JsonObject readable(JsonObject told) {
    return told.text("page")
        .map(page -> told.with("text", Untrusted.beginning("text of the page", page)))
        .map(read -> read.with("page", ""))
        .orElse(told);
  }

  private static boolean isChanged(JsonObject told) {
    return told.get("changed").orElse(null) instanceof JsonBool(var changed) && changed;
  }

  /** The calls of the model's last reply and the browser's steps that came of them so far. */
  private record Reply(List<ToolCall> calls, List<Step> done) {
    static Reply of(Turn turn) {
      return turn.lastReply()
          .map(reply -> new Reply(reply.said().calls(), done(reply.since())))
          .orElse(new Reply(List.of(), List.of()));
    }

    private static List<Step> done(List<Step> steps) {
      return steps.stream().filter(step -> !step.isOpen() && isBrowsing(step)).toList();
    }

    private static boolean isBrowsing(Step step) {
      return step.work() instanceof ToolWork tool && tool.kind() == ToolKind.BROWSER;
    }

    /** Why nothing more of the reply is done; empty while nothing speaks against. */
    Optional<String> hindrance() {
      for (var step : done) {
        if (!(step.outcome() instanceof ToolOutcome(JsonObject told))) {
          return Optional.of("an action before it failed");
        }
        if (told.text("effect").orElse("").equals("refused")) {
          return Optional.of("an action before it failed");
        }
        if (isChanged(told)) {
          return Optional.of("the page changed before; look at it and decide again");
        }
      }
      return Optional.empty();
    }

    boolean goesOnAfter(ToolCall call) {
      return calls.stream()
          .dropWhile(other -> !other.id().equals(call.id()))
          .skip(1)
          .anyMatch(other -> Offers.has(other.tool()));
    }
  }
}
