package dev.parley.cli;

import dev.parley.cli.RunEvent.Answered;
import dev.parley.cli.RunEvent.Asked;
import dev.parley.cli.RunEvent.Controlled;
import dev.parley.cli.RunEvent.Ended;
import dev.parley.cli.RunEvent.Linked;
import dev.parley.cli.RunEvent.Paused;
import dev.parley.cli.RunEvent.Prompted;
import dev.parley.cli.RunEvent.Saved;
import dev.parley.cli.RunEvent.Started;
import dev.parley.cli.RunEvent.Stepped;
import dev.parley.cli.RunEvent.Stopping;
import dev.parley.cli.RunEvent.Told;
import dev.parley.cli.RunEvent.Trouble;
import dev.parley.cli.RunEvent.Unsaved;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;

/** Tells a run to programs: one JSON object on a line for each thing that happens. */
final class RunLines implements RunView {
  private final PrintStream out;

  RunLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(RunEvent event) {
    switch (event) {
      case Started(var session, var name) ->
          print(event("started").with("session", session).with("name", name));
      case Stepped(var step, var took) -> print(step(step, took));
      case Asked(var question) -> print(question(question));
      case Prompted _ -> {}
      case Answered(var here) -> print(event("answered").with("here", new JsonBool(here)));
      case Told(var message) -> print(event("told").with("message", message));
      case Linked(var url) -> print(event("live").with("url", url));
      case Controlled(var by) ->
          print(by.isEmpty() ? event("givenBack") : event("takenOver").with("by", by));
      case Paused(var paused) -> print(event(paused ? "paused" : "resumed"));
      case Stopping _ -> print(event("stopping"));
      case Saved(var name, var path, var bytes) ->
          print(
              event("file")
                  .with("name", name)
                  .with("path", path.toString())
                  .with("bytes", new JsonNumber(bytes)));
      case Unsaved(var name, var why) ->
          print(event("fileMissing").with("name", name).with("message", why));
      case Trouble(var message) -> print(event("trouble").with("message", message));
      case Ended ended -> print(end(ended));
    }
  }

  private static JsonObject event(String name) {
    return JsonObject.EMPTY.with("event", name);
  }

  private static JsonObject step(RunStep step, Duration took) {
    var line = event("step");
    for (var member : step.document().members().entrySet()) {
      line = line.with(member.getKey(), member.getValue());
    }
    return line.with("event", "step").with("seconds", seconds(took));
  }

  private static JsonObject question(RunState.Question question) {
    var inputs =
        question.inputs().stream()
            .<dev.parley.json.JsonValue>map(input ->
                JsonObject.EMPTY
                    .with("title", input.title())
                    .with("description", input.description()))
            .toList();
    return event("question")
        .with("message", new JsonNumber(question.message()))
        .with("inputs", new JsonArray(inputs));
  }

  private static JsonObject end(Ended ended) {
    var state = ended.state();
    return event("ended")
        .with("status", state.status())
        .with("success", new JsonBool(state.isSuccess()))
        .with("result", state.result())
        .with("steps", new JsonNumber(ended.steps()))
        .with("seconds", seconds(ended.took()))
        .with("cost", new JsonNumber(state.cost()));
  }

  private static JsonNumber seconds(Duration took) {
    return new JsonNumber(BigDecimal.valueOf(took.toMillis(), 3).toPlainString());
  }

  /** JSON may hold what JSON need not escape and a terminal obeys. */
  private void print(JsonObject line) {
    var text = new StringBuilder();
    Json.print(line)
        .chars()
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            text.append("\\u%04x".formatted(c));
          } else {
            text.append((char) c);
          }
        });
    out.println(text);
  }
}
