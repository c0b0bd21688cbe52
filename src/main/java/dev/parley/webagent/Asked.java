package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebMessage.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the agent asks a person for, and what was answered. */
final class Asked {
  static final String NAME = "human_input";
  static final String PAUSE = "pause";

  private static final int MOST_INPUTS = 20;

  private Asked() {}

  /** What a call asks for, titles made unique; empty if it asks for nothing. */
  static List<Input> inputs(ToolCall call) {
    var inputs = new ArrayList<Input>();
    var titles = new HashSet<String>();
    for (var each : elements(call.input().get("inputs").orElse(JsonObject.EMPTY))) {
      var title = title(each);
      if (!title.isBlank() && inputs.size() < MOST_INPUTS) {
        var description =
            each instanceof JsonObject input ? input.text("description").orElse("") : "";
        inputs.add(new Input(unique(title.strip(), titles), description.strip(), ""));
      }
    }
    return List.copyOf(inputs);
  }

  private static List<JsonValue> elements(JsonValue inputs) {
    return switch (inputs) {
      case JsonArray(var elements) -> elements;
      case JsonObject one -> List.of(one);
      case JsonText(var text) -> written(text);
      case JsonValue.JsonNumber _, JsonValue.JsonBool _, JsonValue.JsonNull _ -> List.of();
    };
  }

  /** Some models write an array as a string that holds one. */
  private static List<JsonValue> written(String text) {
    try {
      return Json.parse(text) instanceof JsonArray(var elements)
          ? elements
          : List.of(new JsonText(text));
    } catch (MalformedJson | WrongShape plain) {
      return List.of(new JsonText(text));
    }
  }

  private static String title(JsonValue input) {
    return switch (input) {
      case JsonText(var title) -> title;
      case JsonObject asked ->
          asked
              .text("title")
              .filter(title -> !title.isBlank())
              .or(() -> asked.text("description"))
              .orElse("");
      case JsonArray _, JsonValue.JsonNumber _, JsonValue.JsonBool _, JsonValue.JsonNull _ -> "";
    };
  }

  private static String unique(String title, Set<String> taken) {
    String unique = title;
    for (int no = 2; !taken.add(unique); no++) {
      unique = title + " (" + no + ")";
    }
    return unique;
  }

  /** Whether a step waits for an answer, and not for the end of a pause. */
  static boolean isQuestion(Step step) {
    return step.work() instanceof WaitWork wait && !wait.key().equals(PAUSE);
  }

  /** The key of a new question: the call's id, unless that has been used. */
  static String key(String id, List<Step> steps) {
    var used = new HashSet<String>();
    used.add(PAUSE);
    steps.stream()
        .filter(step -> step.work() instanceof WaitWork)
        .forEach(step -> used.add(((WaitWork) step.work()).key()));
    return unique(id, used);
  }

  /** What was answered to a wait, at once or later; as it is kept. */
  static Optional<String> answer(WaitWork wait, Step step, Stream<AnswerNote> later) {
    if (step.outcome() instanceof WaitOutcome(var answer) && answer != null) {
      return Optional.of(answer);
    }
    return later.filter(note -> note.key().equals(wait.key())).map(AnswerNote::answer).findFirst();
  }

  static Stream<AnswerNote> answersIn(List<Step> steps) {
    return steps.stream()
        .map(Step::work)
        .filter(NoteWork.class::isInstance)
        .map(work -> ((NoteWork) work).note())
        .filter(AnswerNote.class::isInstance)
        .map(AnswerNote.class::cast);
  }

  /** The values of an opened answer by their titles. */
  static Map<String, String> values(String opened) {
    var values = new LinkedHashMap<String, String>();
    if (Json.parse(opened) instanceof JsonArray(var elements)) {
      for (var element : elements) {
        if (element instanceof JsonObject given) {
          given.text("title").ifPresent(title -> values.put(title, given.text("value").orElse("")));
        }
      }
    }
    return values;
  }
}
