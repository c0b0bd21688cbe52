package dev.parley.provider.wire;

import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversations as every provider accepts them: all calls have results, which follow them at once.
 */
public final class Mended {
  private static final int LONGEST_NAME = 64;
  private static final String NO_RESULT = "The call was not made.";

  private final List<Message> messages = new ArrayList<>();

  /** Calls of the message before that have no result yet. */
  private final Map<String, ToolCall> open = new LinkedHashMap<>();

  private Mended() {}

  public static List<Message> of(List<Message> messages) {
    var mended = new Mended();
    messages.forEach(mended::add);
    mended.close();
    return List.copyOf(mended.messages);
  }

  private void add(Message message) {
    switch (message) {
      case ToolMessage result when open.remove(result.callId()) != null -> messages.add(result);
      case ToolMessage(_, var tool, var text) ->
          addAfter(new UserMessage("A result of " + tool + ": " + text));
      case AssistantMessage said -> {
        addAfter(said);
        said.calls().forEach(call -> open.put(call.id(), call));
      }
      case UserMessage _, PictureMessage _ -> addAfter(message);
    }
  }

  private void addAfter(Message message) {
    close();
    messages.add(message);
  }

  private void close() {
    open.values().forEach(call -> messages.add(new ToolMessage(call.id(), call.tool(), NO_RESULT)));
    open.clear();
  }

  /** Providers refuse a whole conversation for a tool name a model once made up. */
  public static String name(String tool) {
    var safe = tool.replaceAll("[^a-zA-Z0-9_-]", "_");
    return safe.isEmpty() ? "unnamed" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }
}
