package dev.parley.cli;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the web agent as its API tells it (contract allyson §3).
 *
 * @param question what it asks a person right now, if it does
 * @param result the last words of the agent
 * @param cost in US dollars, as it was written
 */
record RunState(
    String status,
    boolean success,
    @Nullable Question question,
    String result,
    String cost,
    List<FileLink> files) {
  RunState {
    files = List.copyOf(files);
  }

  /**
   * What the agent asks for.
   *
   * @param message its place among the session's messages
   */
  record Question(int message, List<Input> inputs) {
    Question {
      inputs = List.copyOf(inputs);
    }
  }

  /** One thing asked for. */
  record Input(String title, String description) {}

  /** Where a file of the session can be had. */
  record FileLink(String name, String url) {}

  /** Before anything was heard. */
  static final RunState BEGUN = new RunState("active", false, null, "", "0", List.of());

  static RunState of(JsonObject session) {
    var messages = Remote.objects(session, "messages");
    var status = session.text("status").orElse("");
    return new RunState(
        status,
        session.get("success").orElse(JsonObject.EMPTY) instanceof JsonBool(var success) && success,
        status.equals("humanInput") ? open(messages).orElse(null) : null,
        messages.isEmpty() ? "" : words(messages.getLast()),
        session.get("cost").orElse(JsonObject.EMPTY) instanceof JsonNumber(var cost) ? cost : "0",
        Remote.objects(session, "files").stream().map(RunState::file).toList());
  }

  boolean isFinal() {
    return List.of("completed", "failed", "stopped").contains(status);
  }

  boolean isActive() {
    return status.equals("active");
  }

  boolean isPaused() {
    return status.equals("paused");
  }

  boolean isSuccess() {
    return status.equals("completed") && success;
  }

  private static Optional<Question> open(List<JsonObject> messages) {
    for (int place = messages.size() - 1; place >= 0; place--) {
      var inputs = Remote.objects(messages.get(place), "human_input");
      if (!inputs.isEmpty()
          && inputs.stream().allMatch(input -> input.text("value").orElse("").isEmpty())) {
        return Optional.of(new Question(place, inputs.stream().map(RunState::input).toList()));
      }
    }
    return Optional.empty();
  }

  private static Input input(JsonObject input) {
    return new Input(input.text("title").orElse(""), input.text("description").orElse(""));
  }

  /** Those of {@code done}, which may be bare text, else the message's own. */
  private static String words(JsonObject message) {
    var spoken = message.text("content").orElse("");
    if (message.get("agent_data").orElse(null) instanceof JsonObject data
        && data.get("action").orElse(null) instanceof JsonArray(var actions)
        && !actions.isEmpty()
        && actions.getFirst() instanceof JsonObject action) {
      var done = action.get("done").orElse(null);
      return done instanceof JsonText(var text)
          ? text
          : done instanceof JsonObject result ? result.text("text").orElse(spoken) : spoken;
    }
    return spoken;
  }

  private static FileLink file(JsonObject file) {
    return new FileLink(file.text("filename").orElse(""), file.text("signedUrl").orElse(""));
  }
}
