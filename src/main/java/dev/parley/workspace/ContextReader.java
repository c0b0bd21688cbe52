package dev.parley.workspace;

import dev.parley.agent.ContextSpec;
import dev.parley.agent.ContextSpec.DocumentContext;
import dev.parley.agent.ContextSpec.Mode;
import dev.parley.knowledge.DocumentPath;
import dev.parley.yaml.Faults;
import dev.parley.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the {@code contexts} of an agent. */
final class ContextReader {
  private static final List<String> NOW = List.of("documents");
  private static final List<String> LATER = List.of("objects", "function");
  private static final int USUAL_TOP_K = 5;
  private static final int MOST_TOP_K = 50;

  private ContextReader() {}

  static List<ContextSpec> contexts(YamlMap root, Faults faults) {
    var contexts = new ArrayList<ContextSpec>();
    for (var element : root.list("contexts")) {
      Kinds.of(element, "context", NOW, LATER, faults)
          .flatMap(Kinds.Element::settings)
          .map(ContextReader::documents)
          .ifPresent(contexts::add);
    }
    return contexts;
  }

  private static ContextSpec documents(YamlMap settings) {
    settings.onlyKeys("path", "mode", "topK");
    var mode =
        settings
            .choice("mode", List.of("relevant", "full"))
            .map(word -> Mode.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Mode.RELEVANT);
    if (mode == Mode.FULL && settings.get("topK").isPresent()) {
      settings.fault("topK", "'topK' says nothing with `mode: full`; leave one of them out");
    }
    var topK = settings.integer("topK", 1, MOST_TOP_K).orElse(USUAL_TOP_K);
    return new DocumentContext(path(settings), mode, mode == Mode.FULL ? 0 : topK);
  }

  private static String path(YamlMap settings) {
    var written = settings.text("path");
    var path = written.replaceAll("/+$", "");
    if (!written.isBlank() && DocumentPath.parse(path).isEmpty()) {
      settings.fault(
          "path",
          "'%s' is no path of documents; write documents/<folder>, relative to the workspace"
              .formatted(written));
      return DocumentPath.ROOT;
    }
    return written.isBlank() ? DocumentPath.ROOT : new DocumentPath(path).value();
  }
}
