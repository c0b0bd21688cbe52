package dev.parley.extract;

import dev.parley.knowledge.Block;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown in blocks, by its lines; the marks within a block stay, since readers know them.
 *
 * <p>It needs no more than where headings, lists, tables, code and paragraphs begin.
 */
final class MarkdownText {
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})[ \\t]+(.*?)[ \\t]*#*");
  private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
  private static final Pattern FENCE = Pattern.compile("\\s{0,12}(`{3,}|~{3,})[^`]*");
  private static final Pattern ITEM = Pattern.compile("\\s*([-*+]|\\d{1,9}[.)])[ \\t]+.*");
  private static final Pattern ROW = Pattern.compile("\\s*\\|.*\\|\\s*");
  private static final Pattern RULE = Pattern.compile(" {0,3}([-*_])([ \\t]*\\1){2,}[ \\t]*");
  private static final Pattern UNDER_HEADER = Pattern.compile("[\\s|:-]+");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern TITLE = Pattern.compile("title:\\s*[\"']?(.*?)[\"']?\\s*");

  private final TextSink sink;
  private final StringBuilder open = new StringBuilder();
  private Function<String, Block> kind = Block.Paragraph::new;
  private String fence = "";

  private MarkdownText(TextSink sink) {
    this.sink = sink;
  }

  static void read(byte[] bytes, TextSink sink) {
    var text = withoutFrontMatter(PlainText.decoded(bytes), sink);
    var reading = new MarkdownText(sink);
    COMMENT.matcher(text).replaceAll("").lines().forEach(reading::line);
    reading.flush();
  }

  /** What stands between two lines of dashes at the very beginning is about the document. */
  private static String withoutFrontMatter(String text, TextSink sink) {
    if (!text.startsWith("---\n")) {
      return text;
    }
    int end = text.indexOf("\n---\n", 3);
    if (end < 0) {
      return text;
    }
    text.substring(4, Math.max(4, end))
        .lines()
        .map(TITLE::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .ifPresent(title -> sink.title(title.group(1)));
    return text.substring(end + 5);
  }

  private void line(String line) {
    if (!fence.isEmpty()) {
      inCode(line);
      return;
    }
    var fenced = FENCE.matcher(line);
    var heading = HEADING.matcher(line);
    if (fenced.matches()) {
      begin(Block.Code::new);
      fence = fenced.group(1);
    } else if (heading.matches()) {
      flush();
      sink.add(new Block.Heading(heading.group(1).length(), heading.group(2)));
    } else if (line.isBlank()) {
      flush();
    } else if (isUnderlined(line)) {
      int level = line.strip().startsWith("=") ? 1 : 2;
      kind = text -> new Block.Heading(level, text);
      flush();
    } else if (RULE.matcher(line).matches()) {
      flush();
    } else {
      words(line);
    }
  }

  private void inCode(String line) {
    var mark = line.strip();
    boolean ends = mark.startsWith(fence) && mark.chars().allMatch(c -> c == fence.charAt(0));
    if (ends) {
      fence = "";
      flush();
    } else {
      append(line);
    }
  }

  /** A line under a paragraph of one line makes that a heading. */
  private boolean isUnderlined(String line) {
    return UNDERLINE.matcher(line).matches()
        && !open.isEmpty()
        && open.indexOf("\n") < 0
        && kind.apply("") instanceof Block.Paragraph;
  }

  private void words(String line) {
    if (ITEM.matcher(line).matches()) {
      begin(Block.Item::new);
      append(line);
    } else if (ROW.matcher(line).matches()) {
      if (!UNDER_HEADER.matcher(line).matches()) {
        begin(Block.Row::new);
        append(cells(line));
      }
    } else if (kind.apply("") instanceof Block.Row) {
      begin(Block.Paragraph::new);
      append(line);
    } else {
      append(line);
    }
  }

  private static String cells(String row) {
    var bare = row.strip();
    return bare.substring(1, Math.max(1, bare.length() - 1)).strip();
  }

  private void begin(Function<String, Block> next) {
    flush();
    kind = next;
  }

  private void append(String line) {
    open.append(open.isEmpty() ? "" : "\n").append(line);
  }

  private void flush() {
    if (!open.isEmpty()) {
      sink.add(kind.apply(open.toString()));
      open.setLength(0);
    }
    kind = Block.Paragraph::new;
  }
}
