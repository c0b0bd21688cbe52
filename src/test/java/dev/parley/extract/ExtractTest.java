package dev.parley.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.knowledge.Block.Heading;
import dev.parley.knowledge.Block.Page;
import dev.parley.knowledge.Block.Paragraph;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.ReadText;
import dev.parley.knowledge.Unreadable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as their owners have them, good and bad, through readers in processes of their own. */
class ExtractTest {
  @AutoClose
  private static final ReadText READER =
      Extract.reader(new Limits(50L << 20, 2_000, 200_000, Duration.ofSeconds(30), 64L << 20));

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private ReadFault fault(Path file) {
    return fault(READER, file);
  }

  private static ReadFault fault(ReadText reader, Path file) {
    var name = file.getFileName().toString();
    return catchThrowableOfType(Unreadable.class, () -> reader.read(file, name)).fault();
  }

  @Test
  void readsAPdfPageByPage() {
    var first = List.of("The first para-", "graph of a page.", "", "", "And the second.");
    var pages = List.of(first, List.of("Page two."));
    var paper = Papers.of(folder.resolve("Ein schönes Papier.pdf"), pages);
    var read = READER.read(paper, "paper.pdf");
    assertThat(read.title()).isEqualTo("A paper");
    assertThat(read.blocks())
        .containsExactly(
            new Page(1),
            new Paragraph("The first paragraph of a page."),
            new Paragraph("And the second."),
            new Page(2),
            new Paragraph("Page two."));
    assertThat(read.pages()).element(1).isEqualTo("Page two.");
  }

  @Test
  void readsAThousandPages() {
    var pages =
        IntStream.rangeClosed(1, 1000).mapToObj(page -> List.of("This is page " + page)).toList();
    var read = READER.read(Papers.of(folder.resolve("long.pdf"), pages), "long.pdf");
    assertThat(read.pages()).hasSize(1000).last().isEqualTo("This is page 1000");
  }

  @Test
  void readsHtml() throws IOException {
    var page = file("a.html", "<title>T</title><h2>Head</h2><p>One<br>two</p>");
    assertThat(READER.read(page, "a.html").blocks())
        .containsExactly(new Heading(2, "Head"), new Paragraph("One\ntwo"));
  }

  @Test
  void saysWhatIsWrongWithAPdf() throws IOException {
    assertThat(fault(Papers.locked(folder.resolve("locked.pdf"))))
        .isEqualTo(new ReadFault.Locked());
    assertThat(fault(file("broken.pdf", "%PDF-1.7\nno more than that")))
        .isInstanceOf(ReadFault.Broken.class);
    assertThat(fault(file("none.pdf", ""))).isInstanceOf(ReadFault.Broken.class);
    assertThat(fault(Papers.of(folder.resolve("blank.pdf"), ""))).isEqualTo(new ReadFault.NoText());
  }

  @Test
  void givesUpWhatHasTooMany() {
    try (var strict =
        Extract.reader(new Limits(1 << 20, 1, 100, Duration.ofSeconds(30), 64L << 20))) {
      var two = Papers.of(folder.resolve("two.pdf"), List.of(List.of("1"), List.of("2")));
      assertThat(fault(strict, two)).isEqualTo(new ReadFault.TooManyPages(2, 1));
      var wordy = Papers.of(folder.resolve("wordy.pdf"), "x".repeat(120));
      assertThat(fault(strict, wordy)).isEqualTo(new ReadFault.TooMuchText(100));
    }
  }

  @Test
  void givesUpAPdfThatTakesAllMemoryOrAllTimeAndReadsTheNext() throws IOException {
    assertThat(fault(Papers.inflating(folder.resolve("inflating.pdf"), 200)))
        .isEqualTo(new ReadFault.TooMuchMemory());
    var second = Duration.ofSeconds(1);
    try (var hasty = Extract.reader(new Limits(1 << 20, 9, 100, second, 64L << 20))) {
      assertThat(fault(hasty, Papers.doubling(folder.resolve("doubling.pdf"), 40)))
          .isEqualTo(new ReadFault.TooSlow(second));
    }
    var good = Papers.of(folder.resolve("good.pdf"), "Fine.");
    assertThat(READER.read(good, "good.pdf").pages()).containsExactly("Fine.");
  }

  @Test
  void readsHtmlThatIsDeepAndGivesUpHtmlThatIsHuge() throws IOException {
    var deep = file("deep.html", "<div>".repeat(100_000) + "bottom");
    assertThat(READER.read(deep, "deep.html").blocks()).containsExactly(new Paragraph("bottom"));
    assertThat(fault(file("huge.html", "<i><b>".repeat(2_000_000))))
        .isEqualTo(new ReadFault.TooMuchMemory());
  }

  @Test
  void doesNotOpenAFileThatIsTooLarge() throws IOException {
    var large = folder.resolve("large.pdf");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    assertThat(fault(large).message()).startsWith("has 100 MB, more than 50 MB");
    var text = folder.resolve("large.txt");
    try (var sparse = new RandomAccessFile(text.toFile(), "rw")) {
      sparse.setLength(10L << 20);
    }
    assertThat(fault(text)).isInstanceOf(ReadFault.TooLarge.class);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException {
    assertThat(fault(file("letter.docx", "x")).message()).contains(".md, .txt, .html or .pdf");
    assertThat(fault(file("picture.txt", "GIF89a\0\1\2"))).isEqualTo(new ReadFault.NotText());
    assertThat(fault(file("picture.html", "GIF89a\0\1\2"))).isEqualTo(new ReadFault.NotText());
    assertThat(fault(file("paper.txt", "%PDF-1.4"))).isEqualTo(new ReadFault.NotText());
    assertThat(fault(folder.resolve("gone.md"))).isInstanceOf(ReadFault.NoAccess.class);
    assertThat(fault(file("empty.md", "\n \n"))).isEqualTo(new ReadFault.NoText());
  }

  /** A reader that was asked never outlives who asked it. */
  @Test
  void endsWithWhoStartedIt() throws Exception {
    var reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReaderMain.class.getName())
            .start();
    reader.getOutputStream().write("no request".getBytes(StandardCharsets.UTF_8), 0, 0);
    reader.getOutputStream().close();
    assertThat(reader.waitFor()).isZero();
  }
}
