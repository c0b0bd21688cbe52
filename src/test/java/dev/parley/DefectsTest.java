package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every defect that the contract names has a test that guards against it, and there is that test.
 */
@NullMarked
class DefectsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/allyson");

  /** A defect in the contract, and a row of the document's table; what follows the second bar. */
  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| [^|]+ \\|(.*)\\|");

  private static final Pattern GUARD = Pattern.compile("`([^`]+)`");

  private static Set<String> goldenRows = Set.of();

  @BeforeAll
  static void look() throws IOException {
    var rows = new HashSet<String>();
    try (var files = Files.list(GOLDEN)) {
      for (var file : files.toList()) {
        if (Files.readString(file).startsWith("[")) {
          Json.readList(Files.readString(file), JsonObject.class)
              .forEach(row -> rows.add(row.text("what").orElseThrow()));
        }
      }
    }
    goldenRows = rows;
  }

  private static List<String[]> rows(String text) {
    return text.lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> new String[] {row.group(1), row.group(2)})
        .toList();
  }

  private static List<String[]> guarded() throws IOException {
    return rows(Files.readString(Path.of("docs/defects.md")));
  }

  @Test
  void areAllInTheDocument() throws IOException {
    var all = IntStream.rangeClosed(1, 82).mapToObj(Integer::toString).toList();
    var text = Files.readString(Path.of("docs/contracts/allyson.md"));
    int begin = text.indexOf("## 7. Defects");
    var contract = rows(text.substring(begin, text.indexOf("## 8.", begin)));
    assertThat(contract).extracting(row -> row[0]).isEqualTo(all);
    assertThat(guarded()).extracting(row -> row[0]).isEqualTo(all);
  }

  @Test
  void areGuardedByTestsThatThereAre() throws IOException {
    for (var row : guarded()) {
      var guards = GUARD.matcher(row[1]).results().map(found -> found.group(1)).toList();
      assertThat(guards).as("guards of " + row[0]).isNotEmpty();
      for (var guard : guards) {
        if (guard.startsWith("\"")) {
          var name = guard.substring(1, guard.length() - 1);
          assertThat(goldenRows).as("golden rows").contains(name);
        } else {
          assertThat(Guards.isATest(guard)).as(guard).isTrue();
        }
      }
    }
  }
}
