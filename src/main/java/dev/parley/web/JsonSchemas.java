package dev.parley.web;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Holds values against JSON Schemas; fetches none. */
public final class JsonSchemas {
  private static final SpecificationVersion DRAFT = SpecificationVersion.DRAFT_2020_12;
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final int MOST_NAMED = 5;
  private static final int MOST_KEPT = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<JsonObject, Schema> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonObject, Schema> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** What keeps an object from being a schema; empty if nothing does. */
  public static Optional<String> fault(JsonObject schema) {
    var foreign = foreignReference(schema);
    if (foreign.isPresent()) {
      return foreign;
    }
    var named = schema.text("$schema");
    var draft =
        named.isEmpty() ? Optional.of(DRAFT) : named.flatMap(SpecificationVersion::fromDialectId);
    if (draft.isEmpty()) {
      return Optional.of("its $schema is no draft known here; leave it out");
    }
    try {
      var rules = registry().getSchema(SchemaLocation.of(draft.get().getDialectId()));
      var misfits = rules.validate(Json.print(schema), InputFormat.JSON);
      if (!misfits.isEmpty()) {
        return Optional.of(sentence(misfits));
      }
      compile(schema).validate("{}", InputFormat.JSON);
      return Optional.empty();
    } catch (SchemaException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    } catch (StackOverflowError endless) {
      return Optional.of("a $ref in it leads back to itself; let it end somewhere");
    }
  }

  /** How a value misses a schema that has no fault; empty if it fits. */
  public Optional<String> misfit(JsonObject schema, JsonValue value) {
    try {
      var misfits = compiled(schema).validate(Json.print(value), InputFormat.JSON);
      return misfits.isEmpty() ? Optional.empty() : Optional.of(sentence(misfits));
    } catch (SchemaException wrong) {
      return Optional.of("the schema itself cannot be used: " + wrong.getMessage());
    } catch (StackOverflowError deep) {
      return Optional.of("it is nested too deeply");
    }
  }

  private Schema compiled(JsonObject schema) {
    lock.lock();
    try {
      return kept.computeIfAbsent(schema, JsonSchemas::compile);
    } finally {
      lock.unlock();
    }
  }

  /** Each in a registry of its own: two schemas may claim the same {@code $id}. */
  private static Schema compile(JsonObject schema) {
    return registry().getSchema(Json.print(schema));
  }

  private static SchemaRegistry registry() {
    return SchemaRegistry.withDefaultDialect(DRAFT);
  }

  private static Optional<String> foreignReference(JsonValue value) {
    return switch (value) {
      case JsonObject(var members) ->
          members.entrySet().stream()
              .map(member -> foreignReference(member.getKey(), member.getValue()))
              .flatMap(Optional::stream)
              .findFirst();
      case JsonArray(var elements) ->
          elements.stream()
              .map(JsonSchemas::foreignReference)
              .flatMap(Optional::stream)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<String> foreignReference(String name, JsonValue value) {
    if (REFERENCES.contains(name)
        && value instanceof JsonText(var target)
        && !target.startsWith("#")) {
      return Optional.of("%s leads outside; write it inside, as #/$defs/…".formatted(name));
    }
    return foreignReference(value);
  }

  private static String sentence(List<Error> misfits) {
    var named =
        misfits.stream()
            .limit(MOST_NAMED)
            .map(JsonSchemas::phrase)
            .collect(Collectors.joining("; "));
    int more = misfits.size() - MOST_NAMED;
    return more > 0 ? named + "; and %d more".formatted(more) : named;
  }

  private static String phrase(Error misfit) {
    var field = misfit.getInstanceLocation().toString().replaceFirst("^/", "");
    return field.isEmpty() ? misfit.getMessage() : "'%s': %s".formatted(field, misfit.getMessage());
  }
}
