package dev.parley.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cancel.Cancel;
import dev.parley.embedding.NoEmbedder;
import dev.parley.extract.Extract;
import dev.parley.extract.Limits;
import dev.parley.extract.Papers;
import dev.parley.knowledge.Retriever.Search;
import dev.parley.lucene.Indexes;
import dev.parley.postgres.Database;
import dev.parley.postgres.DocumentRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.workspace.DocumentFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which most is wrong: a clear line for each file, and the rest is found. */
@NullUnmarked
class BadDocumentsTest {
  @TempDir private Path workspace;
  @AutoClose private final Database database = TestDatabase.open();
  @AutoClose private final ReadText reader = Extract.reader(Limits.USUAL);
  private final DocumentRows rows = new DocumentRows(database, InstantSource.system());
  private final List<String> lines = new ArrayList<>();

  private Path file(String name) throws IOException {
    var file = workspace.resolve("documents").resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private void large(String name) throws IOException {
    try (var sparse = new RandomAccessFile(file(name).toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
  }

  private void fill() throws IOException {
    Papers.locked(file("locked.pdf"));
    Files.writeString(file("broken.pdf"), "%PDF-1.7 no more");
    Papers.inflating(file("bomb.pdf"), 200);
    Papers.of(
        file("a thousand pages.pdf"),
        IntStream.rangeClosed(1, 1000).mapToObj(page -> List.of("Page of " + page)).toList());
    Files.writeString(file("bomb.html"), "<i><b>".repeat(2_000_000));
    Files.write(file("picture.txt"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3});
    large("large.pdf");
    large("large.txt");
    Files.writeString(file("Straße & mehr/Ωμέγα  two  spaces.md"), "# Wale\n\nWale singen.");
    Files.writeString(file("last.txt"), "Zebras come last.");
  }

  private List<Passage> find(PassageIndex index, String question) {
    return index.find(new Search(question, new DocumentPath("documents"), 3), new Cancel());
  }

  @Test
  void costsALineForEachBadFileAndNothingElse() throws IOException {
    fill();
    var folder = DocumentFolder.in(workspace).orElseThrow();
    assertThat(folder.refused()).isEmpty();
    var keep = new KeepDocuments(rows, reader, new CutText(CutText.Sizes.USUAL, String::length));
    var _ = keep.keep(folder.files(), kept -> lines.addAll(kept.lines()));
    assertThat(lines)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("documents/locked.pdf is locked with a password"),
            line -> assertThat(line).startsWith("documents/broken.pdf is damaged"),
            line -> assertThat(line).startsWith("documents/bomb.pdf ").contains("memory"),
            line -> assertThat(line).startsWith("documents/bomb.html ").contains("memory"),
            line -> assertThat(line).startsWith("documents/picture.txt holds no text"),
            line -> assertThat(line).startsWith("documents/large.pdf has 100 MB, more than 50 MB"),
            line -> assertThat(line).startsWith("documents/large.txt has 100 MB"));
    try (var index = Indexes.hybrid(workspace.resolve("index"), rows, new NoEmbedder())) {
      index.refresh();
      assertThat(find(index, "zebras").getFirst().chunk().text()).isEqualTo("Zebras come last.");
      assertThat(find(index, "Wale").getFirst().document().value())
          .isEqualTo("documents/Straße & mehr/Ωμέγα  two  spaces.md");
      assertThat(find(index, "page 777").getFirst().chunk().page()).isEqualTo(777);
    }
  }
}
