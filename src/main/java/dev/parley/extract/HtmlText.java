package dev.parley.extract;

import dev.parley.knowledge.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** HTML as its readers see it: headings, paragraphs, lists, table rows; no scripts, no styles. */
final class HtmlText implements NodeFilter {
  private static final Set<String> UNSEEN =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "svg",
          "math",
          "iframe",
          "object",
          "canvas",
          "select",
          "datalist");
  private static final int DECLARATIONS = 4096;

  /** What text is part of. */
  private enum Place {
    HEADING,
    ITEM,
    ROW,
    CODE
  }

  private final TextSink sink;
  private final StringBuilder open = new StringBuilder();
  private final Deque<Place> places = new ArrayDeque<>();
  private int level;

  /** How many such elements are open within a row. */
  private int nested;

  private HtmlText(TextSink sink) {
    this.sink = sink;
  }

  static void read(byte[] bytes, TextSink sink) throws IOException {
    var document = Jsoup.parse(new ByteArrayInputStream(bytes), charset(bytes), "");
    sink.title(document.title());
    var reading = new HtmlText(sink);
    document.filter(reading);
    reading.flush();
  }

  /** Null where the document says it itself; the parser would take all others for UTF-8. */
  private static @Nullable String charset(byte[] bytes) {
    var head = new String(bytes, 0, Math.min(bytes.length, DECLARATIONS), PlainText.OTHERWISE);
    if (PlainText.marked(bytes) != null || head.toLowerCase(Locale.ROOT).contains("charset")) {
      return null;
    }
    // Refuses what is no text at all.
    var _ = PlainText.decoded(bytes);
    return PlainText.isUtf8(bytes) ? StandardCharsets.UTF_8.name() : PlainText.OTHERWISE.name();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    switch (node) {
      case TextNode text -> text(text);
      case Element element -> {
        if (isUnseen(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        begin(element);
      }
      default -> {
        // comments and declarations
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      end(element);
    }
    return FilterResult.CONTINUE;
  }

  private static boolean isUnseen(Element element) {
    var style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
    return UNSEEN.contains(element.normalName())
        || element.hasAttr("hidden")
        || style.contains("display:none")
        || style.contains("visibility:hidden");
  }

  private void text(TextNode node) {
    if (places.peek() == Place.CODE) {
      open.append(node.getWholeText());
      return;
    }
    var words = node.getWholeText().replaceAll("\\s+", " ");
    boolean spaced = open.isEmpty() || Character.isWhitespace(open.charAt(open.length() - 1));
    open.append(spaced ? words.stripLeading() : words);
  }

  private void begin(Element element) {
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        enter(Place.HEADING);
        level = element.normalName().charAt(1) - '0';
      }
      case "li", "dt", "dd" -> enter(Place.ITEM);
      case "tr" -> enter(Place.ROW);
      case "pre" -> enter(Place.CODE);
      case "td", "th" -> cell();
      case "br" -> open.append(inRow() ? ' ' : '\n');
      case "img" -> image(element.attr("alt"));
      default -> boundary(element);
    }
  }

  private void end(Element element) {
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "pre" -> leave();
      case "td", "th", "br", "img" -> {
        // nothing ends with them
      }
      default -> boundary(element);
    }
  }

  /** A list or a heading within a row is part of its cell. */
  private void enter(Place place) {
    if (inRow()) {
      nested++;
      space();
    } else {
      flush();
      places.push(place);
    }
  }

  private void leave() {
    if (nested > 0) {
      nested--;
      space();
    } else {
      flush();
      places.poll();
    }
  }

  private boolean inRow() {
    return places.peek() == Place.ROW;
  }

  private void cell() {
    if (inRow() && !open.toString().isBlank()) {
      open.append(" | ");
    }
  }

  private void image(String alternative) {
    if (!alternative.isBlank()) {
      space();
      open.append(alternative.strip()).append(' ');
    }
  }

  private void boundary(Element element) {
    if (!element.isBlock()) {
      return;
    }
    if (inRow() || places.peek() == Place.HEADING) {
      space();
    } else if (places.peek() != Place.CODE) {
      flush();
    }
  }

  private void space() {
    if (!open.isEmpty() && !Character.isWhitespace(open.charAt(open.length() - 1))) {
      open.append(' ');
    }
  }

  private void flush() {
    if (open.isEmpty()) {
      return;
    }
    var text = open.toString();
    open.setLength(0);
    sink.add(
        switch (places.peek()) {
          case HEADING -> new Block.Heading(level, text);
          case ITEM -> new Block.Item("- " + text.strip());
          case ROW -> new Block.Row(text);
          case CODE -> new Block.Code(text);
          case null -> new Block.Paragraph(text);
        });
  }
}
