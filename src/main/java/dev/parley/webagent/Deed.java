package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.webagent.WebStep.Came;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action that was begun.
 *
 * @param outcome null while it is under way
 * @param reading of the page it brought, if it brought one to be read
 */
record Deed(ToolCall call, @Nullable Outcome outcome, Reading reading) {

  /** What came of it. */
  Came came() {
    if (reading instanceof Reading.Failed) {
      return Came.FAILED;
    }
    return switch (outcome) {
      case null -> Came.OPEN;
      case ToolOutcome _ ->
          switch (told().text("effect").orElse("done")) {
            case "none" -> Came.NO_EFFECT;
            case "refused" -> Came.REFUSED;
            default -> Came.DONE;
          };
      case ToolFailedOutcome _ -> Came.FAILED;
      case UnknownOutcome _ -> Came.UNKNOWN;
      case Outcome.StoppedOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.WaitOutcome _,
          Outcome.HeardOutcome _ ->
          Came.STOPPED;
    };
  }

  /** Whether what was to follow it was meant for another page than there is now. */
  boolean changedThePage() {
    return told().get("changed").orElse(null) instanceof JsonBool(var changed) && changed;
  }

  /** Lines for the model. */
  String text() {
    if (reading instanceof Reading.Failed(var why)) {
      return "no model could read the page: " + why;
    }
    return switch (outcome) {
      case ToolOutcome(var value) ->
          value instanceof JsonObject told
              ? told.text("text").or(() -> told.text("listing")).orElse("")
              : plain(value);
      case ToolFailedOutcome(var correction) -> correction;
      case UnknownOutcome(var why) -> why;
      case null -> "";
      case Outcome.StoppedOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.WaitOutcome _,
          Outcome.HeardOutcome _ ->
          "";
    };
  }

  private static String plain(dev.parley.json.JsonValue value) {
    return value instanceof JsonText(var text) ? text : Json.print(value);
  }

  /** The text of a page out of which something is still to be read. */
  Optional<String> page() {
    return told().text("page");
  }

  /** The names of the files it wrote. */
  List<String> files() {
    return told().get("files").orElse(null) instanceof JsonArray(var elements)
        ? elements.stream()
            .filter(JsonText.class::isInstance)
            .map(name -> ((JsonText) name).value())
            .toList()
        : List.of();
  }

  private JsonObject told() {
    return outcome instanceof ToolOutcome(JsonObject told) ? told : JsonObject.EMPTY;
  }
}
