package dev.parley.provider.offline;

import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ToolOffer;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request says of a browser session: all there is to decide by.
 *
 * @param notes what a person said meanwhile and was not understood
 * @param attempts actions so far, in order
 * @param offered names of the actions on offer
 */
record Situation(
    List<Instruction> instructions,
    List<String> notes,
    List<Attempt> attempts,
    Page page,
    Set<String> offered) {
  private static final String DETAILS = "Session details:";
  private static final String RESULT_MISSING = "the result is unknown";

  Situation {
    instructions = List.copyOf(instructions);
    notes = List.copyOf(notes);
    attempts = List.copyOf(attempts);
    offered = Set.copyOf(offered);
  }

  static Situation of(ModelRequest request) {
    var said = said(request.messages());
    var task = said.isEmpty() ? "" : said.getFirst();
    var instructions = new ArrayList<Instruction>();
    said.stream()
        .skip(1)
        .filter(text -> text.startsWith(DETAILS))
        .findFirst()
        .flatMap(Instructions::start)
        .ifPresent(instructions::add);
    instructions.addAll(Instructions.of(task));
    var notes = new ArrayList<String>();
    said.stream()
        .skip(1)
        .filter(text -> !text.startsWith(DETAILS) && !text.startsWith("Variables:"))
        .flatMap(text -> Instructions.of(text).stream())
        .forEach(more -> {
          if (more instanceof Instruction.NotUnderstood(var words)) {
            notes.add(words);
          } else {
            instructions.add(more);
          }
        });
    return new Situation(
        instructions,
        notes,
        attempts(request.messages()),
        page(request.messages()),
        request.tools().stream().map(ToolOffer::name).collect(Collectors.toSet()));
  }

  /** What a person said: the task, the details, later words; never what holds a page. */
  private static List<String> said(List<Message> messages) {
    var said = new ArrayList<String>();
    for (int i = 0; i < messages.size(); i++) {
      boolean last = i == messages.size() - 1 && i > 0;
      if (messages.get(i) instanceof UserMessage(var text)
          && (i == 0 || !(last || Page.isIn(text) || text.startsWith("Step ")))) {
        said.add(text);
      }
    }
    return said;
  }

  private static Page page(List<Message> messages) {
    return messages.getLast() instanceof UserMessage(var text) && messages.size() > 1
        ? Page.read(text).orElse(Page.NONE)
        : Page.NONE;
  }

  private static List<Attempt> attempts(List<Message> messages) {
    var results = new HashMap<String, String>();
    for (var message : messages) {
      if (message instanceof ToolMessage(var id, _, var text)) {
        results.put(id, text);
      }
    }
    return messages.stream()
        .filter(AssistantMessage.class::isInstance)
        .map(AssistantMessage.class::cast)
        .flatMap(message -> message.calls().stream())
        .map(call -> attempt(call, results))
        .toList();
  }

  private static Attempt attempt(ToolCall call, Map<String, String> results) {
    return new Attempt(call, results.getOrDefault(call.id(), RESULT_MISSING));
  }

  boolean offers(String tool) {
    return offered.contains(tool);
  }
}
