package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Every error of the contract has its row in the document, with a test or the reason for none. */
@NullMarked
class ErrorsTest {
  private static final Path CONTRACT = Path.of("docs/contracts/aip-agents.md");
  private static final Path DOCUMENT = Path.of("docs/errors.md");
  private static final Pattern GUARD = Pattern.compile("`(\\w+Test\\.\\w+)`");

  private static List<List<String>> rows(Path file, String from, String to) throws IOException {
    var text = Files.readString(file) + to;
    int begin = text.indexOf(from);
    return text.substring(begin, text.indexOf(to, begin))
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> List.of(line.substring(2).split(" +\\|( |$)")))
        .skip(1)
        .toList();
  }

  private static List<String> firsts(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).toList();
  }

  @Test
  void areAllInTheDocument() throws IOException {
    var catalogue = rows(CONTRACT, "### 4.3", "### 4.4");
    assertThat(catalogue).hasSize(32);
    assertThat(firsts(rows(DOCUMENT, "## The catalogue", "## Common")))
        .isEqualTo(firsts(catalogue));
    assertThat(firsts(rows(DOCUMENT, "## Common errors", "## End")))
        .isEqualTo(firsts(rows(CONTRACT, "### 4.4", "## 5.")));
  }

  @Test
  void areGuardedByTestsThatThereAre() throws IOException {
    for (var row : rows(DOCUMENT, "## The catalogue", "## End")) {
      if (row.size() == 3 && !row.getLast().startsWith("no: ")) {
        var guards = GUARD.matcher(row.getLast()).results().map(found -> found.group(1)).toList();
        if (!row.getFirst().equals("situation")) {
          assertThat(guards).as("%s", row).isNotEmpty().allMatch(Guards::isATest);
        }
      }
    }
  }
}
