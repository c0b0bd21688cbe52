package dev.parley.tool;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.ToolSpec;
import dev.parley.engine.Toolbox;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionSpec;
import dev.parley.function.Functions;
import dev.parley.id.FunctionRid;
import dev.parley.problem.AgentProblem.FunctionMissing;
import dev.parley.problem.ProblemException;
import dev.parley.tool.browser.BrowserTools;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the tools an agent version is configured with. */
public final class MakeTools {
  private final Functions functions;
  private final FunctionCaller caller;
  private final Function<List<String>, Toolbox> browsers;

  /**
   * @param browsers what carries out actions in a browser that may reach such hosts
   */
  public MakeTools(
      Functions functions, FunctionCaller caller, Function<List<String>, Toolbox> browsers) {
    this.functions = functions;
    this.caller = caller;
    this.browsers = browsers;
  }

  /** Problem {@code FunctionMissing} if a function is not there. */
  public ToolBelt of(AgentSpec spec) {
    return new ToolBelt(spec.tools().stream().flatMap(tool -> make(spec, tool)).toList());
  }

  private Stream<Tool> make(AgentSpec spec, ToolSpec tool) {
    return switch (tool) {
      case ToolSpec.UpdateVariable() -> Stream.of(new UpdateVariableTool(spec.variables()));
      case ToolSpec.RequestClarification() -> Stream.of(new RequestClarificationTool());
      // Who browses may have to ask.
      case ToolSpec.Browser(var allow) ->
          Stream.concat(browser(allow), Stream.of(new RequestClarificationTool()));
      case ToolSpec.FunctionTool(var name, var function, var version) ->
          Stream.of(new FunctionTool(name, find(function, version), caller));
    };
  }

  private Stream<Tool> browser(List<String> allow) {
    var browser = browsers.apply(allow);
    return BrowserTools.offersForConversation().stream()
        .map(offer -> new BrowserTool(offer, browser));
  }

  private FunctionSpec find(String name, String version) {
    return functions
        .find(name, version)
        .orElseThrow(
            () -> new ProblemException(new FunctionMissing(FunctionRid.named(name), version)));
  }
}
