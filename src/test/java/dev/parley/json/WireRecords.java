package dev.parley.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes samples of a room's wire records, and compares what goes out with what comes back. */
public final class WireRecords {
  private WireRecords() {}

  /** All records in the room of this class, but those that never go over the wire. */
  public static List<Class<?>> in(Class<?> room, Set<Class<?>> notOnTheWire)
      throws IOException, URISyntaxException {
    var classes = room.getResource(room.getSimpleName() + ".class");
    assertThat(classes).isNotNull();
    try (var files = Files.list(Path.of(classes.toURI()).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .map(name -> load(room, name.substring(0, name.length() - ".class".length())))
          .filter(type -> type.isRecord() && !notOnTheWire.contains(type))
          .filter(type -> !type.getName().contains("Operations$"))
          .sorted((a, b) -> a.getName().compareTo(b.getName()))
          .<Class<?>>map(type -> type)
          .toList();
    }
  }

  private static Class<?> load(Class<?> room, String name) {
    try {
      return Class.forName(room.getPackageName() + "." + name);
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A record with all members, and one with the required ones, are what they were once read. */
  public static void assertComesBack(Class<?> type) {
    for (boolean full : new boolean[] {true, false}) {
      var sample = sample(type, full);
      var text = Json.print(sample);
      assertThat(Json.read(text, type)).as(text).isEqualTo(sample);
      union(type).ifPresent(union -> assertThat(Json.read(text, union)).isEqualTo(sample));
    }
  }

  /** Absent members are left out, and nothing is there that the record does not name. */
  public static void assertNamesItsMembers(Class<?> type) {
    var required = names(type, component -> !nullable(component));
    var all = names(type, _ -> true);
    assertThat(members(sample(type, false))).isEqualTo(required);
    assertThat(members(sample(type, true))).isEqualTo(all);
  }

  private static Set<String> names(Class<?> type, Predicate<RecordComponent> wanted) {
    var names =
        Arrays.stream(type.getRecordComponents())
            .filter(wanted)
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    union(type).ifPresent(_ -> names.add("type"));
    return names;
  }

  private static Set<String> members(Object sample) {
    return ((JsonObject) Json.parse(Json.print(sample))).members().keySet();
  }

  private static java.util.Optional<Class<?>> union(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).filter(Class::isSealed).findFirst().map(t -> t);
  }

  private static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Object sample(Class<?> type, boolean full) {
    var components = type.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          !full && nullable(components[i])
              ? null
              : value(components[i].getGenericType(), components[i].getName(), full);
    }
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalStateException(type + " takes no " + Arrays.toString(values), unfit);
    }
  }

  private static Object value(Type type, String name, boolean full) {
    if (type instanceof ParameterizedType generic) {
      var arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? full ? List.of(value(arguments[0], name, full)) : List.of()
          : full ? Map.of("one", value(arguments[1], name, full)) : Map.of();
    }
    var plain = (Class<?>) type;
    if (plain == String.class) {
      return name.equals("sessionTraceId") || name.equals("messageId")
          ? "00f8412a-c29d-4063-a417-8052825285a5"
          : "ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c";
    }
    if (plain == Instant.class) {
      return Instant.parse("2024-10-01T22:04:24.962583055Z");
    }
    if (plain == int.class || plain == Integer.class) {
      return 6448;
    }
    if (plain == long.class || plain == Long.class) {
      return 6448L;
    }
    if (plain == double.class) {
      return 0.5;
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return true;
    }
    if (plain == JsonValue.class) {
      return new JsonValue.JsonText("2025-03-10T21:12:24.000Z");
    }
    if (plain == JsonObject.class) {
      return Json.parse("{\"type\":\"base\",\"objectType\":\"customerOrder\"}");
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return sample(plain.isSealed() ? plain.getPermittedSubclasses()[0] : plain, full);
  }
}
