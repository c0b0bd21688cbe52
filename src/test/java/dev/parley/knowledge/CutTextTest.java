package dev.parley.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.knowledge.Block.Heading;
import dev.parley.knowledge.Block.Item;
import dev.parley.knowledge.Block.Page;
import dev.parley.knowledge.Block.Paragraph;
import dev.parley.knowledge.Block.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents in chunks; a word counts as one token. */
class CutTextTest {
  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  private static List<Chunk> cut(int most, int overlap, Block... blocks) {
    return new CutText(new CutText.Sizes(most, overlap), CutTextTest::words)
        .cut(new DocumentText(null, List.of(blocks), List.of()));
  }

  private static Chunk chunk(int no, List<String> headings, String text) {
    return new Chunk(no, headings, null, text);
  }

  @Test
  void keepsThePathOfHeadings() {
    var chunks =
        cut(
            9,
            0,
            new Heading(1, "A"),
            new Paragraph("one"),
            new Heading(3, "A3"),
            new Paragraph("two"),
            new Heading(2, "A2"),
            new Paragraph("three"),
            new Heading(1, "B"),
            new Paragraph("four"));
    assertThat(chunks)
        .containsExactly(
            chunk(1, List.of("A"), "one"),
            chunk(2, List.of("A", "A3"), "two"),
            chunk(3, List.of("A", "A2"), "three"),
            chunk(4, List.of("B"), "four"));
    assertThat(chunks.get(1).inContext()).isEqualTo("A › A3\ntwo");
  }

  @Test
  void losesNoHeadingThatStandsAlone() {
    assertThat(
            cut(9, 0, new Heading(1, "A"), new Heading(2, "x"), new Heading(2, "y"), new Item("-")))
        .containsExactly(chunk(1, List.of("A"), "x"), chunk(2, List.of("A", "y"), "-"));
    assertThat(cut(9, 0, new Heading(1, "end"))).containsExactly(chunk(1, List.of(), "end"));
  }

  @Test
  void putsTogetherWhatFitsAndKeepsItWhole() {
    assertThat(
            cut(5, 2, new Paragraph("a b"), new Paragraph("c d"), new Item("- e"), new Item("- f")))
        .extracting(Chunk::text)
        .containsExactly("a b\n\nc d", "- e\n- f");
  }

  @Test
  void cutsALongParagraphBetweenSentencesWithOverlap() {
    var text = "One two three. Four five. Six seven eight. Nine.";
    assertThat(cut(5, 2, new Paragraph("a b c d"), new Paragraph(text)))
        .extracting(Chunk::text)
        .containsExactly(
            "a b c d", "One two three. Four five.", "Four five. Six seven eight.", "Nine.");
  }

  @Test
  void cutsASentenceThatAloneIsTooLong() {
    var chunks = cut(3, 1, new Paragraph("a b c d e f g h i j"));
    assertThat(chunks).allSatisfy(chunk -> assertThat(words(chunk.text())).isLessThanOrEqualTo(3));
    assertThat(String.join(" ", chunks.stream().map(Chunk::text).toList()))
        .isEqualTo("a b c d e f g h i j");
    var endless = cut(3, 1, new Paragraph("\uD83D\uDE00".repeat(100)));
    assertThat(String.join("", endless.stream().map(Chunk::text).toList()))
        .isEqualTo("\uD83D\uDE00".repeat(100));
  }

  @Test
  void repeatsTheFirstRowOfATableThatGoesOn() {
    assertThat(cut(4, 0, new Row("h i"), new Row("1 2"), new Row("3 4"), new Row("5 6")))
        .extracting(Chunk::text)
        .containsExactly("h i\n1 2", "h i\n3 4", "h i\n5 6");
  }

  @Test
  void spansNoTwoPages() {
    assertThat(cut(9, 0, new Page(1), new Paragraph("a"), new Page(2), new Paragraph("b")))
        .containsExactly(new Chunk(1, List.of(), 1, "a"), new Chunk(2, List.of(), 2, "b"));
  }

  @Test
  void knowsAChunkByItsTextAndItsHeadingsAlone() {
    var one = new Chunk(1, List.of("A"), 1, "text");
    assertThat(one.hash()).isEqualTo(new Chunk(7, List.of("A"), 2, "text").hash()).hasSize(32);
    assertThat(one.hash()).isNotEqualTo(new Chunk(1, List.of("B"), 1, "text").hash());
  }
}
