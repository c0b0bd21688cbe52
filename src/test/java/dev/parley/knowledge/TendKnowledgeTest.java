package dev.parley.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cancel.Cancel;
import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import dev.parley.engine.Until;
import dev.parley.extract.Extract;
import dev.parley.extract.Limits;
import dev.parley.knowledge.Retriever.Search;
import dev.parley.lucene.Indexes;
import dev.parley.postgres.Database;
import dev.parley.postgres.DocumentRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.postgres.VectorRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files become documents, vectors and an index, over real rows, and stay so over restarts. */
class TendKnowledgeTest {
  @TempDir private Path folder;
  @AutoClose private final Database database = TestDatabase.open();
  @AutoClose private final ReadText reader = Extract.reader(Limits.USUAL);
  private final DocumentRows rows = new DocumentRows(database, InstantSource.system());
  private final List<DocumentFile> files = new ArrayList<>();

  /** The texts that vectors were made of, by all starts together. */
  private final List<String> embedded = new CopyOnWriteArrayList<>();

  private boolean unavailable;

  private final Embedder embedder =
      new Embedder() {
        @Override
        public String model() {
          return "letters";
        }

        @Override
        public List<float[]> embed(List<String> texts) {
          if (unavailable) {
            throw new Unavailable("not here");
          }
          embedded.addAll(texts);
          return texts.stream().map(TendKnowledgeTest::byLetter).toList();
        }
      };

  /** Near each other are texts whose last lines begin with the same letter. */
  private static float[] byLetter(String text) {
    var vector = new float[128];
    vector[text.substring(text.lastIndexOf('\n') + 1).charAt(0)] = 1;
    return vector;
  }

  private TendKnowledge start() {
    var keep =
        new KeepDocuments(
            rows, reader, new CutText(CutText.Sizes.USUAL, text -> text.length() / 4));
    var index = Indexes.hybrid(folder.resolve("index"), rows, embedder);
    var vectors = new VectorRows(database, InstantSource.system());
    var tending = new TendKnowledge(new TendKnowledge.Parts(keep, vectors, embedder, index));
    tending.begin(files);
    return tending;
  }

  private Path put(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    var named = new DocumentPath(path);
    if (files.stream().noneMatch(known -> known.path().equals(named))) {
      files.add(new DocumentFile(named, file));
    }
    return Files.writeString(file, text);
  }

  private static List<Passage> find(TendKnowledge tending, String question) {
    return tending.find(new Search(question, new DocumentPath("documents"), 5), new Cancel());
  }

  private static List<String> words(TendKnowledge tending, String question) {
    return find(tending, question).stream().map(found -> found.chunk().text()).toList();
  }

  private static void awaitVectors(TendKnowledge tending) {
    Until.so(() -> tending.waiting() == 0);
  }

  @Test
  void findsWhatAStartHasReadAtTheFirstQuestion() throws IOException {
    put("documents/Über uns/die Firma.md", "# Wir\n\nWasabi wächst hier.");
    put("documents/page.html", "<h1>Page</h1><h2>Part</h2><p>Bicycles roll.</p>");
    try (var tending = start()) {
      assertThat(find(tending, "wasabi"))
          .containsExactly(
              new Passage(
                  new DocumentPath("documents/Über uns/die Firma.md"),
                  "Wir",
                  new Chunk(1, List.of("Wir"), null, "Wasabi wächst hier.")));
      assertThat(find(tending, "bicycle").getFirst().chunk().headings())
          .containsExactly("Page", "Part");
      awaitVectors(tending);
      assertThat(embedded)
          .containsExactlyInAnyOrder("Wir\nWasabi wächst hier.", "Page › Part\nBicycles roll.");
    }
  }

  @Test
  void readsAndEmbedsOnlyWhatChangedAndForgetsWhatIsGone() throws IOException {
    put("documents/a.txt", "Apples are red.");
    put("documents/b.txt", "Bananas are yellow.");
    var c = put("documents/c.md", "# One\n\nCherries.\n\n# Two\n\nDates.");
    try (var tending = start()) {
      assertThat(words(tending, "Apples")).hasSize(1);
      awaitVectors(tending);
    }
    embedded.clear();
    Files.writeString(c, "# One\n\nCherries.\n\n# Two\n\nElderberries.");
    files.removeIf(file -> file.path().name().equals("b.txt"));
    try (var tending = start()) {
      assertThat(words(tending, "Elderberry")).containsExactly("Elderberries.");
      assertThat(words(tending, "Bananas, dates")).doesNotContain("Bananas are yellow.", "Dates.");
      awaitVectors(tending);
      assertThat(embedded)
          .contains("Two\nElderberries.")
          .doesNotContain("Apples are red.", "One\nCherries.");
    }
    assertThat(rows.hashes().keySet())
        .extracting(DocumentPath::name)
        .containsExactlyInAnyOrder("a.txt", "c.md");
  }

  @Test
  void goesOnWithVectorsAfterItWasStopped() throws IOException {
    put("documents/a.txt", "Apples are red.");
    unavailable = true;
    try (var tending = start()) {
      assertThat(words(tending, "Apples")).hasSize(1);
      Until.so(() -> tending.waiting() == 0);
    }
    unavailable = false;
    try (var tending = start()) {
      Until.so(() -> !words(tending, "A question").isEmpty());
    }
    assertThat(embedded).containsOnlyOnce("Apples are red.");
  }

  @Test
  void keepsWhatItHasReadOfAFileThatCannotBeReadAnyMore() throws IOException {
    var file = put("documents/a.txt", "Apples are red.");
    put("documents/broken.pdf", "%PDF-1.4 no more");
    var keep = new KeepDocuments(rows, reader, new CutText(CutText.Sizes.USUAL, String::length));
    var lines = new ArrayList<String>();
    var first = keep.keep(files, kept -> lines.addAll(kept.lines()));
    assertThat(first.wanted()).hasSize(2);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith("documents/broken.pdf is damaged (")
        .endsWith("); save or export it again");
    Files.write(file, new byte[] {0, 1, 2});
    lines.clear();
    var _ = keep.keep(files, kept -> lines.addAll(kept.lines()));
    assertThat(lines.getFirst())
        .startsWith("documents/a.txt holds no text")
        .endsWith("; what was read of it before stays");
    Files.delete(file);
    lines.clear();
    var _ = keep.keep(files, kept -> lines.addAll(kept.lines()));
    assertThat(lines.getFirst()).startsWith("documents/a.txt cannot be opened");
    assertThat(rows.hashes()).hasSize(1);
  }

  @Test
  void leavesDocumentsAloneWhereNoFolderSaysAnything() throws IOException {
    put("documents/a.txt", "Apples are red.");
    try (var tending = start()) {
      assertThat(words(tending, "Apples")).hasSize(1);
    }
    var index = Indexes.hybrid(folder.resolve("index"), rows, embedder);
    var keep = new KeepDocuments(rows, reader, new CutText(CutText.Sizes.USUAL, String::length));
    var vectors = new VectorRows(database, InstantSource.system());
    try (var tending = new TendKnowledge(new TendKnowledge.Parts(keep, vectors, embedder, index))) {
      tending.begin(null);
      assertThat(words(tending, "Apples")).hasSize(1);
    }
  }
}
