package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Holds the rooms as their package-info files draw them against the code. */
@NullUnmarked
class RoomsTest {
  private static final String HOUSE = "dev.parley";
  private static final Set<String> EVERYWHERE =
      Set.of("java.", "javax.", "org.jspecify.", "org.slf4j.");
  private static final Set<String> ADAPTERS =
      Set.of(
          "postgres",
          "postgres.embedded",
          "vault",
          "web",
          "workspace",
          "telemetry",
          "blob",
          "egress",
          "publicsuffix",
          "chrome",
          "extract",
          "lucene",
          "minilm");
  private static final Set<String> FORBIDDEN_NAMES =
      Set.of("util", "common", "helper", "impl", "dto", "service", "manager", "mapper");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);

  private record Walls(Set<String> imports, Set<String> libraries) {}

  private static final Map<String, Walls> ROOMS = rooms();

  private static Map<String, Walls> rooms() {
    var rooms = new TreeMap<String, Walls>();
    CODE.getPackage(HOUSE).getSubpackagesInTree().stream()
        .filter(room -> !room.getClasses().isEmpty())
        .forEach(room -> rooms.put(name(room.getName()), walls(room)));
    return rooms;
  }

  private static Walls walls(JavaPackage room) {
    var declared =
        room.tryGetAnnotationOfType(Room.class.getName())
            .orElseThrow(() -> new AssertionError(room.getName() + " has no @Room"));
    return new Walls(
        words(declared.get("imports").orElse(new Object[0])),
        words(declared.get("libraries").orElse(new Object[0])));
  }

  private static Set<String> words(Object value) {
    return Stream.of((Object[]) value).map(Object::toString).collect(Collectors.toSet());
  }

  private static String name(String packageName) {
    return packageName.equals(HOUSE) ? "" : packageName.substring(HOUSE.length() + 1);
  }

  private static Map<String, Set<String>> importsFound() {
    var found = new TreeMap<String, Set<String>>();
    ROOMS.keySet().forEach(room -> found.put(room, new TreeSet<>()));
    dependencies()
        .filter(dependency -> target(dependency).getPackageName().startsWith(HOUSE))
        .forEach(dependency -> {
          String from = name(dependency.getOriginClass().getPackageName());
          String to = name(target(dependency).getPackageName());
          if (!from.equals(to) && !to.isEmpty() && !from.isEmpty()) {
            found.get(from).add(to);
          }
        });
    return found;
  }

  private static Stream<Dependency> dependencies() {
    return CODE.stream().map(JavaClass::getDirectDependenciesFromSelf).flatMap(Collection::stream);
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  @Test
  void everyRoomImportsExactlyWhatItsPackageInfoNames() {
    var faults = new ArrayList<String>();
    importsFound()
        .forEach((room, found) -> {
          var named = ROOMS.get(room).imports();
          found.stream()
              .filter(other -> !named.contains(other))
              .forEach(other -> faults.add(room + " does not name " + other));
          named.stream()
              .filter(other -> !found.contains(other))
              .forEach(other -> faults.add(room + " names but never imports " + other));
        });
    assertThat(faults).isEmpty();
  }

  @Test
  void noRoomImportsInACircle() {
    var left = new TreeMap<>(importsFound());
    boolean moved = true;
    while (moved) {
      moved =
          left.entrySet().removeIf(room -> room.getValue().stream().noneMatch(left::containsKey));
    }
    assertThat(left).as("rooms on a circle, with what they import").isEmpty();
  }

  @Test
  void everyLibraryHasOneHome() {
    var strays = new ArrayList<String>();
    dependencies()
        .filter(dependency -> !isHomeOf(dependency))
        .forEach(dependency ->
            strays.add(
                name(dependency.getOriginClass().getPackageName())
                    + " uses "
                    + target(dependency).getName()));
    assertThat(strays.stream().distinct().sorted()).isEmpty();
    var homes =
        ROOMS.values().stream()
            .flatMap(walls -> walls.libraries().stream())
            .sorted(Comparator.naturalOrder())
            .toList();
    assertThat(homes).doesNotHaveDuplicates();
  }

  private static boolean isHomeOf(Dependency dependency) {
    String library = target(dependency).getName();
    if (target(dependency).isPrimitive()
        || library.startsWith(HOUSE)
        || EVERYWHERE.stream().anyMatch(library::startsWith)) {
      return true;
    }
    var room = ROOMS.get(name(dependency.getOriginClass().getPackageName()));
    return room != null && room.libraries().stream().anyMatch(library::startsWith);
  }

  @Test
  void doorsSeeNeitherEachOtherNorAdapters() {
    importsFound().entrySet().stream()
        .filter(room -> room.getKey().startsWith("door."))
        .forEach(door ->
            assertThat(door.getValue())
                .as(door.getKey())
                .noneMatch(room ->
                    room.startsWith("door.")
                        || ADAPTERS.contains(room)
                        || room.startsWith("provider")));
  }

  @Test
  void onlyTheAppSeesAdapters() {
    importsFound().entrySet().stream()
        .filter(room -> !room.getKey().equals("app"))
        .forEach(
            room -> assertThat(room.getValue()).as(room.getKey()).noneMatch(ADAPTERS::contains));
  }

  @Test
  void noRoomIsACupboard() {
    assertThat(ROOMS.keySet())
        .allSatisfy(room ->
            assertThat(List.of(room.split("\\."))).doesNotContainAnyElementsOf(FORBIDDEN_NAMES));
  }
}
