package dev.parley.tool;

import dev.parley.agent.ToolName;
import dev.parley.cancel.Cancel;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionCaller.Result;
import dev.parley.function.FunctionSpec;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import java.util.Objects;

/** Calls a function of the workspace. */
final class FunctionTool implements Tool {
  private final String name;
  private final FunctionSpec function;
  private final FunctionCaller caller;

  FunctionTool(String name, FunctionSpec function, FunctionCaller caller) {
    this.name = name;
    this.function = function;
    this.caller = caller;
  }

  @Override
  public ToolOffer offer() {
    return new ToolOffer(
        ToolName.safe(name),
        Objects.requireNonNullElse(function.description(), name),
        function.input());
  }

  @Override
  public String title() {
    return name;
  }

  @Override
  public ToolKind kind() {
    return ToolKind.FUNCTION;
  }

  @Override
  public Effect effect() {
    return function.effect();
  }

  @Override
  public Outcome run(ToolCall call, String key, Turn turn, Cancel cancel) {
    return switch (caller.call(function, call.input(), key, cancel)) {
      case Result.Returned(var value) -> new ToolOutcome(value);
      case Result.Failed(var correction) -> new ToolFailedOutcome(correction);
      case Result.Uncertain(var why) -> new UnknownOutcome(why);
    };
  }
}
