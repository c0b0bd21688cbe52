package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of a session, as people read it; messages are only ever added at the end. */
public sealed interface WebMessage {
  /** The task, or what the user said while the agent worked. */
  record UserSaid(String text) implements WebMessage {}

  /**
   * A round of the agent.
   *
   * @param actions one member each, the action's name with its parameters (contract allyson §8)
   * @param question what it asks a person, if it does
   */
  record AgentSaid(String text, List<JsonObject> actions, @Nullable Question question)
      implements WebMessage {
    public AgentSaid {
      actions = List.copyOf(actions);
    }
  }

  /** What the agent asks a person for; answered once a value is not empty. */
  record Question(String key, List<Input> inputs) {
    public Question {
      inputs = List.copyOf(inputs);
    }

    public boolean isAnswered() {
      return inputs.stream().anyMatch(input -> !input.value().isEmpty());
    }
  }

  /** One thing asked for; titles are unique in a question, the value is empty until answered. */
  record Input(String title, String description, String value) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
      return "Input[" + title + "]";
    }
  }
}
