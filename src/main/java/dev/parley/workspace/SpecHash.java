package dev.parley.workspace;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.ContextSpec;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.ToolSpec;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.variable.Variable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a spec over a form of its own.
 *
 * <p>Hashes are kept with versions: the form is written out here, so that no other change of the
 * code makes new versions of unchanged files. Something new in a spec joins the form only where it
 * is used.
 */
final class SpecHash {
  private SpecHash() {}

  static String of(AgentSpec spec) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Json.bytes(form(spec))));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private static JsonObject form(AgentSpec spec) {
    var form = profile(spec.profile());
    put(form, "model", spec.model());
    put(form, "instructions", spec.instructions());
    form.put("parameters", variables(spec.variables()));
    if (!spec.contexts().isEmpty()) {
      form.put("contexts", new JsonArray(spec.contexts().stream().map(SpecHash::context).toList()));
    }
    form.put("tools", new JsonArray(spec.tools().stream().map(SpecHash::tool).toList()));
    form.put("limits", limits(spec.limits()));
    return new JsonObject(form);
  }

  private static Map<String, JsonValue> profile(Profile profile) {
    var form = new LinkedHashMap<String, JsonValue>();
    put(form, "displayName", profile.displayName());
    put(form, "description", profile.description());
    put(form, "inputPlaceholder", profile.inputPlaceholder());
    List<JsonValue> prompts =
        profile.suggestedPrompts().stream().<JsonValue>map(JsonText::new).toList();
    form.put("suggestedPrompts", new JsonArray(prompts));
    return form;
  }

  private static JsonObject variables(Map<String, Variable> variables) {
    var form = new TreeMap<String, JsonValue>();
    variables.forEach((name, variable) -> form.put(name, variable(variable)));
    return new JsonObject(form);
  }

  private static JsonObject variable(Variable variable) {
    var form = new LinkedHashMap<String, JsonValue>();
    put(form, "type", variable.type().wireName());
    put(form, "access", variable.access().name());
    put(form, "description", variable.description());
    put(form, "default", variable.defaultValue());
    return new JsonObject(form);
  }

  private static JsonValue context(ContextSpec context) {
    return switch (context) {
      case ContextSpec.DocumentContext(var path, var mode, var topK) ->
          JsonObject.EMPTY
              .with("kind", "documents")
              .with("path", path)
              .with("mode", mode.name())
              .with("topK", new JsonNumber(topK));
    };
  }

  private static JsonValue tool(ToolSpec tool) {
    return switch (tool) {
      case ToolSpec.UpdateVariable() -> JsonObject.EMPTY.with("kind", "updateVariable");
      case ToolSpec.RequestClarification() -> JsonObject.EMPTY.with("kind", "requestClarification");
      case ToolSpec.Browser(var allow) ->
          JsonObject.EMPTY
              .with("kind", "browser")
              .with("allow", new JsonArray(allow.stream().<JsonValue>map(JsonText::new).toList()));
      case ToolSpec.FunctionTool(var name, var function, var version) ->
          JsonObject.EMPTY
              .with("kind", "function")
              .with("name", name)
              .with("function", function)
              .with("version", version);
    };
  }

  private static JsonObject limits(Limits limits) {
    return JsonObject.EMPTY
        .with("maxIterations", new JsonNumber(limits.maxIterations()))
        .with("deadline", new JsonNumber(limits.deadline().toMillis()))
        .with("contextTokens", new JsonNumber(limits.contextTokens()));
  }

  private static void put(Map<String, JsonValue> form, String name, @Nullable String value) {
    if (value != null) {
      form.put(name, new JsonText(value));
    }
  }
}
