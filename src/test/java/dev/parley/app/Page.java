package dev.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * A page of documentation, as the blocks that stand in it. Comments right before a block say to a
 * {@link Walkthrough} what a reader sees for themselves; see CONTRIBUTING.md.
 */
@NullMarked
record Page(Path file, List<Block> blocks) {
  private static final Pattern REMARK = Pattern.compile("\\s*<!-- ([a-z ]+): (.*) -->");
  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)");

  /** Lines between fences, the first of which is this line of the page. */
  record Block(int line, String language, String text, List<Remark> remarks) {
    boolean isShell() {
      return language.equals("sh");
    }

    /** Unless a remark says why not; and whoever runs all tests is running this one. */
    boolean isToBeRun() {
      return isShell() && remark("not run").isEmpty() && !text.contains("./parley test");
    }

    List<String> remarks(String kind) {
      return remarks.stream().filter(each -> each.kind().equals(kind)).map(Remark::text).toList();
    }

    Optional<String> remark(String kind) {
      return remarks(kind).stream().findFirst();
    }
  }

  record Remark(String kind, String text) {}

  /** All that the repository ships: the README, what it leads to, and the examples. */
  static List<Path> all() throws IOException {
    var pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    for (var folder : List.of("docs", "examples")) {
      try (var files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().contains("node_modules"))
            .sorted()
            .forEach(pages::add);
      }
    }
    return pages;
  }

  static Page read(Path file) throws IOException {
    var blocks = new ArrayList<Block>();
    var remarks = new ArrayList<Remark>();
    var lines = Files.readAllLines(file);
    for (int at = 0; at < lines.size(); at++) {
      var remark = REMARK.matcher(lines.get(at));
      var fence = FENCE.matcher(lines.get(at));
      if (remark.matches()) {
        remarks.add(new Remark(remark.group(1), remark.group(2)));
      } else if (fence.matches()) {
        int first = at + 1;
        do {
          at++;
        } while (!lines.get(at).strip().equals("```"));
        var text = String.join("\n", lines.subList(first, at)) + "\n";
        blocks.add(new Block(first + 1, fence.group(1), text, List.copyOf(remarks)));
        remarks.clear();
      } else {
        remarks.clear();
      }
    }
    return new Page(file, blocks);
  }
}
