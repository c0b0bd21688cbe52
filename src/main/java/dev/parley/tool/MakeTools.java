package dev.parley.tool;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.ToolSpec;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionSpec;
import dev.parley.function.Functions;
import dev.parley.id.FunctionRid;
import dev.parley.problem.AgentProblem.FunctionMissing;
import dev.parley.problem.ProblemException;

/** Makes the tools an agent version is configured with. */
public final class MakeTools {
  private final Functions functions;
  private final FunctionCaller caller;

  public MakeTools(Functions functions, FunctionCaller caller) {
    this.functions = functions;
    this.caller = caller;
  }

  /** Problem {@code FunctionMissing} if a function is not there. */
  public ToolBelt of(AgentSpec spec) {
    return new ToolBelt(spec.tools().stream().map(tool -> make(spec, tool)).toList());
  }

  private Tool make(AgentSpec spec, ToolSpec tool) {
    return switch (tool) {
      case ToolSpec.UpdateVariable() -> new UpdateVariableTool(spec.variables());
      case ToolSpec.RequestClarification() -> new RequestClarificationTool();
      case ToolSpec.FunctionTool(var name, var function, var version) ->
          new FunctionTool(name, find(function, version), caller);
    };
  }

  private FunctionSpec find(String name, String version) {
    return functions
        .find(name, version)
        .orElseThrow(
            () -> new ProblemException(new FunctionMissing(FunctionRid.named(name), version)));
  }
}
