package dev.parley.tool;

import dev.parley.cancel.Cancel;
import dev.parley.engine.Toolbox;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tools of one agent version, by the names they are offered under. */
public final class ToolBelt implements Toolbox {
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  ToolBelt(List<Tool> tools) {
    tools.forEach(tool -> this.tools.put(tool.offer().name(), tool));
  }

  public boolean isEmpty() {
    return tools.isEmpty();
  }

  /** Whether there is a browser among them. */
  public boolean browses() {
    return tools.values().stream().anyMatch(tool -> tool.kind() == ToolKind.BROWSER);
  }

  /** What the model is offered. */
  public List<ToolOffer> offers() {
    return tools.values().stream().map(Tool::offer).toList();
  }

  /** The step a call becomes; a call of a tool that is not there becomes one that fails. */
  public ToolWork work(ToolCall call) {
    var tool = tools.get(call.tool());
    return tool == null
        ? new ToolWork(call, call.tool(), ToolKind.FUNCTION, Effect.SAFE)
        : new ToolWork(call, tool.title(), tool.kind(), tool.effect());
  }

  @Override
  public boolean offers(ToolWork work) {
    return tools.containsKey(work.call().tool());
  }

  @Override
  public Outcome run(ToolWork work, String key, Turn turn, Cancel cancel) {
    var call = work.call();
    var tool = tools.get(call.tool());
    if (tool == null) {
      return new ToolFailedOutcome(
          "There is no tool '" + call.tool() + "'. The tools are: " + tools.keySet() + ".");
    }
    return call.malformed()
        .<Outcome>map(
            _ -> new ToolFailedOutcome("The arguments were no JSON object. Send one JSON object."))
        .orElseGet(() -> tool.run(call, key, turn, cancel));
  }
}
