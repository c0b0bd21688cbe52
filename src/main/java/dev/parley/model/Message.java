package dev.parley.model;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of the conversation as a model reads it. */
public sealed interface Message {
  /** What the user said. */
  record UserMessage(String text) implements Message {}

  /** What the user shows: an image in base64. */
  record PictureMessage(String mediaType, String base64) implements Message {
    @Override
    public String toString() {
      return "PictureMessage[" + mediaType + "]";
    }
  }

  /**
   * What the model said, with the tools it asked for.
   *
   * @param kept what came with it for its provider alone, see {@link ModelReply}
   */
  record AssistantMessage(String text, List<ToolCall> calls, @Nullable JsonObject kept)
      implements Message {
    public AssistantMessage {
      calls = List.copyOf(calls);
    }

    /** With nothing that a provider wants to see again. */
    public AssistantMessage(String text, List<ToolCall> calls) {
      this(text, calls, null);
    }
  }

  /** What a tool answered to one call. */
  record ToolMessage(String callId, String tool, String text) implements Message {}
}
