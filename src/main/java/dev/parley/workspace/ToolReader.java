package dev.parley.workspace;

import dev.parley.agent.ToolName;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.ToolSpec.FunctionTool;
import dev.parley.agent.ToolSpec.RequestClarification;
import dev.parley.agent.ToolSpec.UpdateVariable;
import dev.parley.yaml.Faults;
import dev.parley.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code tools} of an agent. */
final class ToolReader {
  private static final List<String> NOW =
      List.of("updateVariable", "requestClarification", "function");
  private static final List<String> LATER =
      List.of("objectQuery", "sql", "action", "mcp", "browser");

  private ToolReader() {}

  static List<ToolSpec> tools(YamlMap root, Faults faults) {
    var tools = new ArrayList<ToolSpec>();
    var names = new Claims();
    for (var element : root.list("tools")) {
      Kinds.of(element, "tool", NOW, LATER, faults)
          .flatMap(ToolReader::tool)
          .ifPresent(tool -> {
            tools.add(tool);
            var name = ToolName.of(tool);
            names.claim(name, "the tool name " + name, element.place(), faults);
          });
    }
    return tools;
  }

  private static Optional<ToolSpec> tool(Kinds.Element element) {
    return switch (element.kind()) {
      case "updateVariable" -> Optional.of(withoutSettings(element, new UpdateVariable()));
      case "requestClarification" ->
          Optional.of(withoutSettings(element, new RequestClarification()));
      default -> element.settings().map(ToolReader::function);
    };
  }

  private static ToolSpec withoutSettings(Kinds.Element element, ToolSpec tool) {
    element
        .map()
        .map(element.kind())
        .filter(settings -> !settings.names().isEmpty())
        .ifPresent(settings ->
            element.map().fault(element.kind(), "write `- %s: {}`".formatted(element.kind())));
    return tool;
  }

  private static ToolSpec function(YamlMap settings) {
    settings.onlyKeys("name", "function", "version");
    return new FunctionTool(
        settings.text("name"), settings.text("function"), FunctionVersion.read(settings));
  }
}
