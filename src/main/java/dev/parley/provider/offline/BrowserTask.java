package dev.parley.provider.offline;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.provider.offline.Verdict.Act;
import dev.parley.provider.offline.Verdict.Done;
import dev.parley.provider.offline.Verdict.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides the next action of a browser task from what was told, done and seen.
 *
 * <p>It goes through the instructions in order; each finds its own actions among those of the past.
 * The first that is not behind us says what to do.
 */
final class BrowserTask {
  private final Situation situation;
  private final Progress progress;
  private final List<String> told = new ArrayList<>();
  private @Nullable String answer;

  private BrowserTask(Situation situation) {
    this.situation = situation;
    this.progress = new Progress(situation);
  }

  /** The next action; {@code done} with the reason when there is none. */
  static Act next(Situation situation) {
    return new BrowserTask(situation).next();
  }

  private Act next() {
    if (situation.instructions().isEmpty()) {
      return failed("The task says nothing to do.");
    }
    for (int i = 0; i < situation.instructions().size(); i++) {
      boolean last = i == situation.instructions().size() - 1;
      switch (follow(situation.instructions().get(i), last)) {
        case Act act when !situation.offers(act.tool()) -> {
          return failed("The task is not finished. What comes next is not on offer: " + act.say());
        }
        case Act act -> {
          return act;
        }
        case Failed(var why) -> {
          return failed(why);
        }
        case Done _ -> {}
      }
    }
    if (!situation.notes().isEmpty()) {
      told.add("Not understood and left alone: " + String.join(" ", situation.notes()));
    }
    return done(
        told.isEmpty() ? "Everything the task says is done." : String.join("\n", told), true);
  }

  private static Act failed(String why) {
    return done(why, false);
  }

  private static Act done(String text, boolean success) {
    var input =
        new JsonObject(
            Map.of(
                "text", new JsonText(text),
                "success", new JsonBool(success)));
    return new Act("done", input, text);
  }

  private Verdict follow(Instruction instruction, boolean last) {
    return switch (instruction) {
      case Instruction.StartAt(var url) -> startAt(url);
      case Instruction.Open(var url) ->
          progress.of(Stage.must("Opening " + url, "go_to_url", _ -> go(url)));
      case Instruction.Type(var text, var field) -> type(field, text);
      case Instruction.TypeAnswer(var field) ->
          answer == null
              ? new Failed("Nothing has been asked, so there is no answer to type.")
              : type(field, answer);
      case Instruction.Select(var option, var list) ->
          progress.of(
              Stage.must(
                  "Choosing \"" + option + "\"",
                  "select_dropdown_option",
                  page -> Fields.select(page, list, option)));
      case Instruction.Press(var name, var kind) ->
          progress.of(
              Stage.must(
                  "Pressing \"" + name + "\"",
                  "click_element",
                  page -> Fields.press(page, name, kind)));
      case Instruction.Keys(var keys) ->
          progress.of(Stage.must("Pressing " + keys, "send_keys", _ -> keys(keys)));
      case Instruction.Ask(var what) -> ask(what);
      case Instruction.Read(var what, var file) -> reading().read(what, file, last);
      case Instruction.FindPrice price -> reading().price(price, last);
      case Instruction.NotUnderstood(var words) ->
          new Failed("This is not among what the offline model understands: " + words);
    };
  }

  private Reading reading() {
    return new Reading(progress, told);
  }

  private Verdict startAt(String url) {
    return progress.of(
        Stage.may(
            "Opening " + url,
            Set.of("go_to_url"),
            page -> tidy(page.url()).equals(tidy(url)) ? new Done(null) : go(url)));
  }

  private static String tidy(String url) {
    return url.replaceFirst("#.*$", "").replaceFirst("/$", "");
  }

  static Act go(String url) {
    return new Act(
        "go_to_url", new JsonObject(Map.of("url", new JsonText(url))), "Opening " + url + ".");
  }

  static Act keys(String keys) {
    return new Act(
        "send_keys", new JsonObject(Map.of("keys", new JsonText(keys))), "Pressing " + keys + ".");
  }

  private Verdict type(String field, String text) {
    return progress.of(
        Stage.must(
            "Typing into \"" + field + "\"", "input_text", page -> Fields.type(page, field, text)));
  }

  private Verdict ask(String what) {
    var input =
        new JsonObject(
            Map.of("title", new JsonText(what), "description", new JsonText("Needed to go on.")));
    var question = new JsonObject(Map.of("inputs", new JsonArray(List.of(input))));
    var verdict =
        progress.of(
            Stage.must(
                "Asking for the " + what,
                "human_input",
                _ -> new Act("human_input", question, "Please tell me the " + what + ".")));
    if (verdict instanceof Done(var by) && by != null) {
      answer = answered(by.result(), what).orElse(null);
      return answer == null ? new Failed("There is no answer to: " + what) : verdict;
    }
    return verdict;
  }

  /** What stands after the title, to the end: an answer may have several lines. */
  private static Optional<String> answered(String result, String title) {
    var lines = result.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      // Answers come as a list.
      var line = lines.get(i).startsWith("- ") ? lines.get(i).substring(2) : lines.get(i);
      int colon = line.indexOf(": ");
      if (colon > 0 && Words.same(line.substring(0, colon), title)) {
        var more = new ArrayList<>(lines.subList(i + 1, lines.size()));
        more.addFirst(line.substring(colon + 2));
        return Optional.of(String.join("\n", more).strip()).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }
}
