package dev.parley.workspace;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.id.AgentRid;
import dev.parley.id.Rid;
import dev.parley.variable.Variable;
import dev.parley.variable.Variable.Access;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import dev.parley.yaml.YamlMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code agents/*.yaml}, keys of design §6. */
final class AgentReader {
  private static final Pattern VARIABLE_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]{0,99}");
  private static final Duration LONGEST_DEADLINE = Duration.ofHours(24);

  private final Faults faults;
  private final BrowserCheck browsers;
  private final Claims rids = new Claims();

  AgentReader(Faults faults, BrowserCheck browsers) {
    this.faults = faults;
    this.browsers = browsers;
  }

  /** Empty if the file has a fault. */
  Optional<WorkspaceAgent> read(WorkspaceFile file) {
    var own = new Faults();
    var agent = Yaml.readMap(file.path(), file.text(), own).flatMap(root -> agent(file, root, own));
    faults.addAll(own);
    return own.isEmpty() ? agent : Optional.empty();
  }

  private Optional<WorkspaceAgent> agent(WorkspaceFile file, YamlMap root, Faults own) {
    root.onlyPrintable();
    root.onlyKeys(
        "rid",
        "displayName",
        "description",
        "inputPlaceholder",
        "suggestedPrompts",
        "model",
        "instructions",
        "parameters",
        "contexts",
        "tools",
        "limits",
        "publish");
    var variables = variables(root, own);
    Instructions.check(root, variables.keySet(), own);
    var spec =
        new AgentSpec(
            profile(root),
            model(root),
            root.optionalText("instructions").orElse(""),
            variables,
            ContextReader.contexts(root, own),
            new ToolReader(browsers, own).tools(root),
            limits(root));
    boolean publish = root.bool("publish").orElse(false);
    return rid(file, root, own)
        .map(rid -> new WorkspaceAgent(rid, spec, SpecHash.of(spec), publish, file.path()));
  }

  private Optional<AgentRid> rid(WorkspaceFile file, YamlMap root, Faults own) {
    var given = root.optionalText("rid");
    if (given.isPresent() && !Rid.isRid(given.get())) {
      root.fault(
          "rid",
          "'%s' is no RID; write ri.aip-agents..agent.<uuid>, or leave it out"
              .formatted(given.get()));
      return Optional.empty();
    }
    var rid = given.map(AgentRid::new).orElseGet(() -> AgentRid.named(file.name()));
    rids.claim(rid.value(), "the RID " + rid, root.at("rid"), own);
    return Optional.of(rid);
  }

  private static Profile profile(YamlMap root) {
    return new Profile(
        root.text("displayName"),
        root.optionalText("description").orElse(null),
        root.optionalText("inputPlaceholder").orElse(null),
        root.texts("suggestedPrompts"));
  }

  private static @Nullable String model(YamlMap root) {
    return root.get("model").isPresent() ? root.text("model") : null;
  }

  private static Map<String, Variable> variables(YamlMap root, Faults own) {
    var variables = new LinkedHashMap<String, Variable>();
    root.map("parameters")
        .ifPresent(written -> {
          for (var name : written.names()) {
            variables.put(name, variable(written, name, own));
          }
        });
    return variables;
  }

  /** An unfit declaration still declares its name: no second fault where it is used. */
  private static Variable variable(YamlMap written, String name, Faults own) {
    if (!VARIABLE_NAME.matcher(name).matches()) {
      own.add(
          written.at(name),
          "'%s' cannot name a parameter; use letters, digits, '_', '-' and '.'".formatted(name));
    }
    if (written.get(name).isEmpty()) {
      written.fault(name, "'%s' is empty; write `%s: {type: string}`".formatted(name, name));
    }
    return written
        .map(name)
        .map(declared -> variable(declared, own))
        .orElse(new Variable(Access.READ_ONLY, null, null));
  }

  private static Variable variable(YamlMap declared, Faults own) {
    var type = declared.text("type");
    if (type.equals("objectSet")) {
      declared.fault("type", Kinds.later("type of parameter", type) + "; use string");
    } else {
      declared.onlyKeys("type", "access", "description", "default");
      if (!type.isEmpty() && !type.equals("string")) {
        own.unknown(declared.at("type"), "type", type, List.of("string", "objectSet"));
      }
    }
    return new Variable(
        declared
            .choice("access", List.of("READ_ONLY", "READ_WRITE"))
            .map(Access::valueOf)
            .orElse(Access.READ_ONLY),
        declared.optionalText("description").orElse(null),
        declared.optionalText("default").orElse(null));
  }

  private static Limits limits(YamlMap root) {
    var written = root.map("limits");
    if (written.isEmpty()) {
      return Limits.DEFAULT;
    }
    var limits = written.get();
    limits.onlyKeys("maxIterations", "deadline", "contextTokens");
    return new Limits(
        limits.integer("maxIterations", 1, 10_000).orElse(Limits.DEFAULT.maxIterations()),
        limits.duration("deadline", LONGEST_DEADLINE).orElse(Limits.DEFAULT.deadline()),
        limits.integer("contextTokens", 1, 100_000_000).orElse(Limits.DEFAULT.contextTokens()));
  }
}
