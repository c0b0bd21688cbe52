package dev.parley.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.knowledge.Block;
import dev.parley.knowledge.Block.Code;
import dev.parley.knowledge.Block.Heading;
import dev.parley.knowledge.Block.Item;
import dev.parley.knowledge.Block.Paragraph;
import dev.parley.knowledge.Block.Row;
import dev.parley.knowledge.DocumentText;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text, Markdown and HTML become blocks. */
class BlocksTest {
  private static List<Block> markdown(String text) {
    var sink = new TextSink(10_000);
    MarkdownText.read(text.getBytes(StandardCharsets.UTF_8), sink);
    return sink.document().blocks();
  }

  private static DocumentText html(byte[] bytes) throws IOException {
    var sink = new TextSink(10_000);
    HtmlText.read(bytes, sink);
    return sink.document();
  }

  private static List<Block> html(String text) throws IOException {
    return html(text.getBytes(StandardCharsets.UTF_8)).blocks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void findsTheEncodingOfATextWithoutAMark(String encoding) {
    var bytes = "Größe: 5 €".getBytes(Charset.forName(encoding));
    assertThat(PlainText.decoded(bytes)).isEqualTo("Größe: 5 €");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void goesByTheByteOrderMark(String encoding) {
    var bytes = "\uFEFFGröße\r\n😀".getBytes(Charset.forName(encoding));
    assertThat(PlainText.decoded(bytes)).isEqualTo("Größe\n😀");
  }

  @Test
  void splitsTextAtEmptyLines() {
    var sink = new TextSink(10_000);
    PlainText.read(
        "one\ntwo\n\n \nthree\u0000\u202E".replace("\0", "\u0001").getBytes(StandardCharsets.UTF_8),
        sink);
    assertThat(sink.document().blocks())
        .containsExactly(new Paragraph("one\ntwo"), new Paragraph("three"));
  }

  @Test
  void seesTheStructureOfMarkdown() {
    var text =
        """
        ---
        title: "The handbook"
        ---
        # Leave #
        Some **words**
        over two lines.
        <!-- not
        for readers -->
        Carrying over
        -------------
        - one
          more of it
        - two
        1. first

        | Days | Who |
        |------|-----|
        | 25 | all |
        after the table
        ```sh
        # no heading
        ```
        ***
        """;
    assertThat(markdown(text))
        .containsExactly(
            new Heading(1, "Leave"),
            new Paragraph("Some **words**\nover two lines."),
            new Heading(2, "Carrying over"),
            new Item("- one\n  more of it"),
            new Item("- two"),
            new Item("1. first"),
            new Row("Days | Who"),
            new Row("25 | all"),
            new Paragraph("after the table"),
            new Code("# no heading"));
  }

  @Test
  void keepsTextThatOnlyLooksLikeMarkdown() {
    assertThat(markdown("---\nno end\n\n#hashtag\n\n```\nnever closed"))
        .containsExactly(
            new Paragraph("no end"), new Paragraph("#hashtag"), new Code("never closed"));
  }

  @Test
  void seesTheStructureOfHtml() throws IOException {
    var text =
        """
        <html><head><title>Hi</title><style>p {}</style></head><body>
        <h1>Big  <em>words</em></h1>Loose <b>text</b>
        <p hidden>unseen</p><p style="DISPLAY: none">unseen</p><script>no()</script>
        <ul><li>one<ul><li>inner</li></ul></li><li><p>two</p></li></ul>
        <table><tr><th>A</th><th>B</th></tr><tr><td>1<p>x</p></td><td><ul><li>2</li></ul></td></tr></table>
        <pre>a
          b</pre><img alt="A chart"><div>last</div>
        """;
    assertThat(html(text))
        .containsExactly(
            new Heading(1, "Big words"),
            new Paragraph("Loose text"),
            new Item("- one"),
            new Item("- inner"),
            new Item("- two"),
            new Row("A | B"),
            new Row("1 x | 2"),
            new Code("a\n  b"),
            new Paragraph("A chart"),
            new Paragraph("last"));
  }

  @Test
  void readsHtmlInTheEncodingItDeclaresOrMustHave() throws IOException {
    var declared = "<meta charset=windows-1251><p>Привет".getBytes(Charset.forName("windows-1251"));
    assertThat(html(declared).blocks()).containsExactly(new Paragraph("Привет"));
    var silent = "<p>Größe".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(html(silent).blocks()).containsExactly(new Paragraph("Größe"));
    var marked = "\uFEFF<title>T</title><p>é".getBytes(StandardCharsets.UTF_16LE);
    assertThat(html(marked))
        .isEqualTo(new DocumentText("T", List.of(new Paragraph("é")), List.of()));
  }
}
