package dev.parley.workspace;

import dev.parley.agent.ToolName;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.ToolSpec.Browser;
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
      List.of("updateVariable", "requestClarification", "function", "browser");
  private static final List<String> LATER = List.of("objectQuery", "sql", "action", "mcp");

  private final BrowserCheck browsers;
  private final Faults faults;

  ToolReader(BrowserCheck browsers, Faults faults) {
    this.browsers = browsers;
    this.faults = faults;
  }

  private record Read(Kinds.Element element, ToolSpec tool) {}

  List<ToolSpec> tools(YamlMap root) {
    var read = new ArrayList<Read>();
    var names = new Claims();
    for (var written : root.list("tools")) {
      Kinds.of(written, "tool", NOW, LATER, faults)
          .flatMap(element -> tool(element).map(tool -> new Read(element, tool)))
          .ifPresent(each -> {
            read.add(each);
            var name = ToolName.of(each.tool());
            names.claim(name, "the tool name " + name, written.place(), faults);
          });
    }
    if (read.stream().anyMatch(each -> each.tool() instanceof Browser)) {
      read.forEach(this::refuseNameOfAction);
    }
    return read.stream().map(Read::tool).toList();
  }

  private void refuseNameOfAction(Read read) {
    if (browsers.actions().contains(ToolName.of(read.tool()))) {
      faults.add(
          read.element().map().place(),
          "the browser has an action called '%s'; give this tool another name"
              .formatted(ToolName.of(read.tool())));
    }
  }

  private Optional<ToolSpec> tool(Kinds.Element element) {
    return switch (element.kind()) {
      case "updateVariable" -> Optional.of(withoutSettings(element, new UpdateVariable()));
      case "requestClarification" ->
          Optional.of(withoutSettings(element, new RequestClarification()));
      case "browser" -> element.settings().map(this::browser);
      default -> element.settings().map(ToolReader::function);
    };
  }

  private ToolSpec browser(YamlMap settings) {
    settings.onlyKeys("allow");
    var allow = settings.texts("allow");
    browsers.hosts().apply(allow).ifPresent(fault -> settings.fault("allow", fault));
    return new Browser(allow);
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
