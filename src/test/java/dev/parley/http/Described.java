package dev.parley.http;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.web.JsonSchemas;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of a door, to hold requests and answers against. */
@NullMarked
public final class Described {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Map<Class<?>, Described> READ = new ConcurrentHashMap<>();

  private final JsonObject document;

  /** With objects that hold nothing but what is described. */
  private final JsonObject closed;

  private final List<Operation> operations;
  private final JsonSchemas schemas = new JsonSchemas();

  /**
   * An operation of it.
   *
   * @param method in capitals
   * @param path with parameters in braces
   */
  public record Operation(String method, String path, JsonObject said) {
    public String id() {
      return said.text("operationId").orElseThrow();
    }

    /** Whether anybody may call it. */
    public boolean isOpen() {
      return said.get("security").filter(new JsonArray(List.of())::equals).isPresent();
    }

    public boolean needsBody() {
      return said.get("requestBody").map(JsonObject.class::cast).stream()
          .anyMatch(body -> body.get("required").filter(new JsonBool(true)::equals).isPresent());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }

    private boolean isAt(String place) {
      return place.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private long parameters() {
      return path.chars().filter(c -> c == '{').count();
    }
  }

  private Described(Class<?> door) {
    var faults = new Faults();
    var text = Descriptions.of(door);
    this.document = (JsonObject) Yaml.read("openapi.yaml", text, faults).orElseThrow().toJson();
    this.closed = (JsonObject) closed(document);
    this.operations = new ArrayList<>();
    object(document, "paths")
        .members()
        .forEach((path, item) ->
            ((JsonObject) item)
                .members()
                .forEach((method, said) -> {
                  if (METHODS.contains(method)) {
                    operations.add(
                        new Operation(method.toUpperCase(Locale.ROOT), path, (JsonObject) said));
                  }
                }));
  }

  public static Described by(Class<?> door) {
    return READ.computeIfAbsent(door, Described::new);
  }

  public JsonObject document() {
    return document;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** Methods and paths, as routes print them. */
  public Set<String> routes() {
    return operations.stream()
        .map(Operation::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonObject object(JsonObject parent, String name) {
    return (JsonObject) parent.get(name).orElseThrow(() -> new AssertionError("no " + name));
  }

  private static JsonValue closed(JsonValue value) {
    return switch (value) {
      case JsonArray(var elements) ->
          new JsonArray(elements.stream().map(Described::closed).toList());
      case JsonObject(var members) -> {
        var all = new LinkedHashMap<String, JsonValue>();
        members.forEach((name, member) -> all.put(name, closed(member)));
        boolean open =
            !members.containsKey("properties") || all.containsKey("additionalProperties");
        if (!open) {
          all.put("additionalProperties", new JsonBool(false));
        }
        yield new JsonObject(all);
      }
      default -> value;
    };
  }

  /** The operation of a request; empty for a path or method that it does not describe. */
  public Optional<Operation> operation(String method, String path) {
    var plain = path.replaceFirst("[?#].*", "");
    var sought = method.equals("HEAD") ? "GET" : method;
    var onPath = operations.stream().filter(operation -> operation.isAt(plain)).toList();
    long fewest = onPath.stream().mapToLong(Operation::parameters).min().orElse(0);
    return onPath.stream()
        .filter(operation -> operation.parameters() == fewest)
        .filter(operation -> operation.method().equals(sought))
        .findFirst();
  }

  /** {@code AssertionError} if an answer is another than described; others are not looked at. */
  public void check(String method, String path, Received received) {
    operation(method, path)
        .filter(_ -> !method.equals("HEAD") && received.status() != 405)
        .flatMap(operation -> fault(operation, received))
        .ifPresent(fault -> {
          throw new AssertionError(
              "%s %s answered %d, which is not as described: %s\n%s"
                  .formatted(method, path, received.status(), fault, received.body()));
        });
  }

  /** An answer as it came. */
  public record Received(int status, String contentType, String body) {}

  private Optional<String> fault(Operation operation, Received received) {
    var responses = object(operation.said(), "responses");
    var described =
        responses
            .get(Integer.toString(received.status()))
            .or(() -> responses.get("default"))
            .map(response -> resolved((JsonObject) response));
    if (described.isEmpty()) {
      return Optional.of("no such status");
    }
    var content = described.get().get("content").map(JsonObject.class::cast);
    if (content.isEmpty()) {
      return received.body().isEmpty() ? Optional.empty() : Optional.of("there is no body");
    }
    var type = received.contentType().replaceFirst(";.*", "").strip();
    var media = content.get().get(type);
    if (media.isEmpty()) {
      return Optional.of("no such type: " + type);
    }
    return type.equals("application/json")
        ? misfit(object((JsonObject) media.get(), "schema"), Json.parse(received.body()))
        : Optional.empty();
  }

  private JsonObject resolved(JsonObject value) {
    return value.text("$ref").map(this::at).orElse(value);
  }

  /** What a reference within the document leads to. */
  public JsonObject at(String reference) {
    JsonValue found = document;
    for (var step : reference.substring(2).split("/")) {
      found = object((JsonObject) found, step);
    }
    return (JsonObject) found;
  }

  private Optional<String> misfit(JsonObject schema, JsonValue value) {
    var whole = ((JsonObject) closed(schema)).with("components", object(closed, "components"));
    return schemas.misfit(whole, value);
  }

  /** How a body misses what an operation takes; members it does not know are not minded. */
  public Optional<String> unfit(Operation operation, @Nullable String body) {
    var described = operation.said().get("requestBody").map(JsonObject.class::cast);
    if (described.isEmpty() || body == null || body.isBlank()) {
      return Optional.empty();
    }
    var media = object(object(described.get(), "content"), "application/json");
    var schema = object(media, "schema").with("components", object(document, "components"));
    return schemas.misfit(schema, Json.parse(body));
  }

  /** All texts that stand as a {@code $ref} anywhere. */
  public Set<String> references() {
    var found = new TreeSet<String>();
    collect(document, found);
    return found;
  }

  private static void collect(JsonValue value, Set<String> found) {
    switch (value) {
      case JsonObject(var members) ->
          members.forEach((name, member) -> {
            if (name.equals("$ref") && member instanceof JsonText(var target)) {
              found.add(target);
            }
            collect(member, found);
          });
      case JsonArray(var elements) -> elements.forEach(element -> collect(element, found));
      default -> {
        // holds nothing
      }
    }
  }
}
