package dev.parley.workspace;

import dev.parley.function.FunctionSpec;
import dev.parley.function.HttpCall;
import dev.parley.id.FunctionRid;
import dev.parley.id.Rid;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Effect;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import dev.parley.yaml.YamlMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code functions/*.yaml}, keys of design §6. */
final class FunctionReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
  private static final JsonObject NO_INPUT =
      JsonObject.EMPTY.with("type", "object").with("properties", JsonObject.EMPTY);

  private final Faults faults;
  private final SchemaCheck schemas;
  private final Claims versions = new Claims();
  private final Map<FunctionRid, String> namesByRid = new HashMap<>();
  private final Map<String, FunctionRid> ridsByName = new HashMap<>();

  FunctionReader(Faults faults, SchemaCheck schemas) {
    this.faults = faults;
    this.schemas = schemas;
  }

  /** Empty if the file has a fault. */
  Optional<FunctionSpec> read(WorkspaceFile file) {
    var own = new Faults();
    var function = Yaml.readMap(file.path(), file.text(), own).flatMap(root -> function(root, own));
    faults.addAll(own);
    return own.isEmpty() ? function : Optional.empty();
  }

  private Optional<FunctionSpec> function(YamlMap root, Faults own) {
    root.onlyPrintable();
    root.onlyKeys(
        "rid", "name", "version", "description", "effect", "input", "output", "request", "mcp");
    var name = name(root);
    var version = FunctionVersion.read(root);
    versions.claim(
        name + "@" + version,
        "version %s of function '%s'".formatted(version, name),
        root.at("version"),
        own);
    var input = schema(root, "input").orElse(NO_INPUT);
    requireObject(root, input);
    var output = schema(root, "output").orElse(null);
    var rid = rid(root, name);
    var effect = effect(root);
    var request = request(root, input, own);
    if (rid.isEmpty() || request.isEmpty()) {
      return Optional.empty();
    }
    var description = root.optionalText("description").orElse(null);
    return Optional.of(
        new FunctionSpec(
            rid.get(), name, version, description, effect, input, output, request.get()));
  }

  private static String name(YamlMap root) {
    var name = root.text("name");
    if (!name.isBlank() && !NAME.matcher(name).matches()) {
      root.fault(
          "name",
          "'%s' cannot name a function; use letters, digits, '_', '-' and '.'".formatted(name));
    }
    return name;
  }

  /** One function has one RID over all its versions. */
  private Optional<FunctionRid> rid(YamlMap root, String name) {
    var given = root.optionalText("rid");
    if (given.isPresent() && !Rid.isRid(given.get())) {
      root.fault(
          "rid",
          "'%s' is no RID; write ri.function-registry.main.function.<uuid>, or leave it out"
              .formatted(given.get()));
      return Optional.empty();
    }
    var rid = given.map(FunctionRid::new).orElseGet(() -> FunctionRid.named(name));
    var itsName = namesByRid.putIfAbsent(rid, name);
    if (itsName != null && !itsName.equals(name)) {
      root.fault("rid", "the RID %s is that of function '%s'".formatted(rid, itsName));
    }
    var itsRid = ridsByName.putIfAbsent(name, rid);
    if (itsRid != null && !itsRid.equals(rid)) {
      root.fault(
          "rid",
          "another version of '%s' has the RID %s; write the same in both".formatted(name, itsRid));
    }
    return Optional.of(rid);
  }

  private Optional<JsonObject> schema(YamlMap root, String key) {
    var written = root.map(key).map(YamlMap::toJson).map(JsonObject.class::cast);
    written
        .flatMap(schemas::fault)
        .ifPresent(why -> root.fault(key, "'%s' is no valid JSON Schema: %s".formatted(key, why)));
    return written;
  }

  private static void requireObject(YamlMap root, JsonObject input) {
    if (!input.text("type").equals(Optional.of("object"))) {
      root.fault("input", "'input' describes an object; write `type: object` in it");
    }
  }

  private static Effect effect(YamlMap root) {
    return root.choice("effect", List.of("safe", "idempotent", "once"))
        .map(word -> Effect.valueOf(word.toUpperCase(Locale.ROOT)))
        .orElse(Effect.ONCE);
  }

  private static Optional<HttpCall> request(YamlMap root, JsonObject input, Faults own) {
    if (root.get("mcp").isPresent()) {
      root.fault("mcp", Kinds.later("form of request", "mcp") + "; write `request: {url: …}`");
      return Optional.empty();
    }
    if (root.get("request").isEmpty()) {
      root.fault("request", "'request' is missing; write `request: {method: POST, url: …}`");
    }
    return root.map("request").map(written -> RequestReader.read(written, input, own));
  }
}
