package dev.parley.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.knowledge.Chunk;
import dev.parley.knowledge.DocumentPath;
import dev.parley.knowledge.Passage;
import dev.parley.knowledge.Retriever.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching an index that follows the rows. */
class HybridIndexTest {
  @TempDir private Path folder;
  @AutoClose private Library library;

  @BeforeEach
  void open() {
    library = new Library(folder.resolve("index"));
  }

  @Test
  void opensNothingWhileThereAreNoDocuments() {
    assertThat(library.index.refresh()).isFalse();
    assertThat(library.find("anything")).isEmpty();
    assertThat(folder.resolve("index")).doesNotExist();
  }

  @Test
  void findsPassagesByWordsOfTextsAndHeadings() {
    library.put("documents/a.md", "Pets|Dogs are welcome.", "Cafés close early.", "The 4711 form.");
    assertThat(library.index.refresh()).isTrue();
    assertThat(library.index.refresh()).isFalse();
    assertThat(library.find("May I bring my dog?")).containsExactly("Dogs are welcome.");
    assertThat(library.find("pet")).containsExactly("Dogs are welcome.");
    assertThat(library.find("cafe closing")).containsExactly("Cafés close early.");
    assertThat(library.find("4711")).containsExactly("The 4711 form.");
    assertThat(library.find("What is there to do?")).isEmpty();
    assertThat(library.find(" \n")).isEmpty();
    assertThat(library.embedded).hasValue(0);
  }

  @Test
  void findsPassagesByMeaningToo() {
    library
        .put(
            "documents/a.md", "Each has 25 days of vacation.", "The railway is paid.", "Dogs bark.")
        .embed();
    library.index.refresh();
    assertThat(library.find("holiday")).containsExactly("Each has 25 days of vacation.");
    assertThat(library.find("days of leave, and who has dogs"))
        .containsExactly("Each has 25 days of vacation.", "Dogs bark.");
  }

  @Test
  void searchesByWordsAloneWhereThereIsNoModel() {
    library.put("documents/a.md", "vacation days", "railway days").embed();
    library.index.refresh();
    library.unavailable = true;
    assertThat(library.find("vacation")).containsExactly("vacation days");
    assertThat(library.find("holiday")).isEmpty();
    assertThat(library.embedded).hasValue(1);
  }

  @Test
  void looksOnlyIntoTheFolderAsked() {
    library
        .put("documents/hand book/a.md", "Dogs here, vacation")
        .put("documents/hand booklet/b.md", "Dogs there, vacation")
        .embed();
    library.index.refresh();
    assertThat(library.find("dogs on holiday", "documents/hand book", 5))
        .containsExactly("Dogs here, vacation");
    assertThat(library.find("dogs", "documents/hand booklet/b.md", 5))
        .containsExactly("Dogs there, vacation");
    assertThat(library.find("dogs", "documents/none", 5)).isEmpty();
  }

  @Test
  void showsTheSameTextOnceAndNoMoreThanWanted() {
    library.put("documents/a.md", "dogs one", "dogs two", "dogs three");
    library.put("documents/b.md", "dogs one");
    library.index.refresh();
    assertThat(library.find("dogs")).hasSize(3);
    assertThat(library.find("dogs", "documents", 2)).hasSize(2);
  }

  @Test
  void followsChangesAndRemovals() {
    library.put("documents/a.md", "old dogs").put("documents/b.md", "other dogs");
    library.index.refresh();
    library.put("documents/a.md", "new dogs");
    library.documents.remove(List.of(new DocumentPath("documents/b.md")));
    assertThat(library.index.refresh()).isTrue();
    assertThat(library.find("dogs")).containsExactly("new dogs");
  }

  @Test
  void goesOnAfterARestartWithoutEmbeddingAnything() {
    library.put("documents/a.md", "Each has 25 days of vacation.").embed();
    library.index.refresh();
    library.reopen();
    library.put("documents/b.md", "dogs");
    library.index.refresh();
    assertThat(library.embedded).hasValue(0);
    assertThat(library.find("holiday")).containsExactly("Each has 25 days of vacation.");
    assertThat(library.find("dogs")).containsExactly("dogs");
  }

  @Test
  void isMadeAnewFromTheRowsWhenItCannotBeRead() throws IOException {
    library.put("documents/a.md", "vacation").embed();
    library.index.refresh();
    library.index.close();
    try (var files = Files.list(folder.resolve("index/1"))) {
      for (var file : files.filter(file -> !file.endsWith("write.lock")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    library.index = library.open();
    library.index.refresh();
    assertThat(library.find("holiday")).containsExactly("vacation");
    assertThat(library.embedded).hasValue(1);
  }

  @Test
  void leavesAnIndexAloneThatAnotherProcessHasOpen() {
    library.put("documents/a.md", "dogs");
    library.index.refresh();
    try (var other = library.open()) {
      assertThat(other.refresh()).isTrue();
      var found =
          other.find(new Search("dog", new DocumentPath("documents"), 5), new Cancel()).getFirst();
      assertThat(found)
          .isEqualTo(
              new Passage(
                  new DocumentPath("documents/a.md"),
                  "documents/a.md",
                  new Chunk(1, List.of(), null, "dogs")));
    }
    assertThat(library.find("dogs")).containsExactly("dogs");
  }

  @Test
  void bearsWhatPeopleMayWrite() {
    library.put("documents/a.md", "dogs").embed();
    library.index.refresh();
    assertThat(library.find("\"dogs\" AND ((text:* OR /a/~2^\\ \uD800 " + "x ".repeat(50_000)))
        .containsExactly("dogs");
  }

  @Test
  void stopsWhenItIsCancelled() {
    library.put("documents/a.md", "dogs");
    library.index.refresh();
    var cancel = new Cancel();
    cancel.cancel();
    var search = new Search("dogs", new DocumentPath("documents"), 5);
    assertThatThrownBy(() -> library.index.find(search, cancel)).isInstanceOf(Cancelled.class);
  }
}
