package dev.parley.door.aip;

import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Work.ToolWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/** The tool calls of one round, which the model asked for in one message. */
record ToolCallGroup(List<ToolCall> toolCalls) {
  ToolCallGroup {
    toolCalls = List.copyOf(toolCalls);
  }

  /** The groups of all rounds that called tools, in order, of what the model asked for. */
  static List<ToolCallGroup> all(List<Step> steps) {
    var asked = new HashSet<String>();
    var thoughts = new TreeMap<Integer, String>();
    var rounds = new TreeMap<Integer, List<ToolCall>>();
    for (var step : steps) {
      if (step.outcome() instanceof ModelOutcome said && !said.calls().isEmpty()) {
        said.calls().forEach(call -> asked.add(call.id()));
        thoughts.put(step.round(), thought(said));
      } else if (step.work() instanceof ToolWork work && asked.contains(work.call().id())) {
        rounds
            .computeIfAbsent(step.round(), _ -> new ArrayList<>())
            .add(ToolCall.of(work, step.outcome(), thoughts.getOrDefault(step.round(), "")));
      }
    }
    return rounds.values().stream().map(ToolCallGroup::new).toList();
  }

  /** Text beside tool calls, as far as it did not go out as answer text. */
  private static String thought(ModelOutcome said) {
    return said.text().substring(Math.min(said.released(), said.text().length())).strip();
  }
}
