package dev.parley;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Tests by the names that documents give them, such as {@code StopTest.endsByItself}. */
@NullMarked
final class Guards {
  private static final Path TESTS = Path.of("src/test/java");
  private static final List<Path> FILES = files();

  private Guards() {}

  private static List<Path> files() {
    try (var files = Files.walk(TESTS)) {
      return files.filter(file -> file.toString().endsWith("Test.java")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether there is such a test. */
  static boolean isATest(String guard) {
    int dot = guard.indexOf('.');
    var file = "/" + guard.substring(0, dot) + ".java";
    return FILES.stream()
        .filter(one -> one.toString().endsWith(file))
        .flatMap(Guards::tests)
        .anyMatch(guard.substring(dot + 1)::equals);
  }

  private static Stream<String> tests(Path file) {
    var name = TESTS.relativize(file).toString().replace(".java", "").replace('/', '.');
    try {
      var type = Class.forName(name, false, Guards.class.getClassLoader());
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method ->
              method.isAnnotationPresent(Test.class)
                  || method.isAnnotationPresent(TestFactory.class)
                  || method.isAnnotationPresent(ParameterizedTest.class))
          .map(method -> method.getName());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }
}
