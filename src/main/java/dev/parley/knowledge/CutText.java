package dev.parley.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text of a document into chunks, along its structure.
 *
 * <p>A chunk never spans two headings or two pages. Paragraphs, rows and list entries stay whole as
 * long as they fit; one that alone is too long is cut between sentences or lines, and only then do
 * two chunks share some text. A table that goes on in another chunk has its first row there again.
 */
public final class CutText {
  /** No more characters make up a token of any text worth finding. */
  private static final int MOST_COUNTED = 16;

  private final Sizes sizes;
  private final ToIntFunction<String> tokens;

  /**
   * How large chunks are, in tokens.
   *
   * @param most of one chunk
   * @param overlap what two parts of a paragraph share at most
   */
  public record Sizes(int most, int overlap) {
    public static final Sizes USUAL = new Sizes(256, 40);
  }

  public CutText(Sizes sizes, ToIntFunction<String> tokens) {
    this.sizes = sizes;
    this.tokens = tokens;
  }

  /** In the order of the text. */
  public List<Chunk> cut(DocumentText document) {
    var cutting = new Cutting();
    document.blocks().forEach(cutting::take);
    cutting.end();
    return cutting.chunks;
  }

  /** In tokens; of what is surely too long no more than that is counted. */
  private int size(String text) {
    return text.length() > MOST_COUNTED * sizes.most()
        ? text.length() / MOST_COUNTED
        : tokens.applyAsInt(text);
  }

  private record Opened(int level, String text) {}

  private final class Cutting {
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Opened> headings = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int size;
    private @Nullable Integer page;
    private String firstRow = "";
    private boolean bare;

    void take(Block block) {
      switch (block) {
        case Block.Heading(var level, var text) -> heading(level, text);
        case Block.Page(var number) -> {
          close();
          page = number;
        }
        case Block.Row(var text) -> row(text);
        case Block.Item(var text) -> add(text, "\n");
        case Block.Paragraph(var text) -> add(text, "\n\n");
        case Block.Code(var text) -> add(text, "\n\n");
      }
      if (!(block instanceof Block.Row)) {
        firstRow = "";
      }
    }

    private void heading(int level, String text) {
      close();
      if (bare && level <= headings.getLast().level()) {
        lonely();
      }
      headings.removeIf(heading -> heading.level() >= level);
      headings.add(new Opened(level, text));
      bare = true;
    }

    /** A heading with nothing below it is text that would be lost. */
    private void lonely() {
      var last = headings.removeLast();
      open.append(last.text());
      close();
      bare = false;
    }

    private void row(String text) {
      int cost = size(text);
      boolean header = firstRow.isEmpty();
      if (!header && size + cost > sizes.most() && size > 0) {
        close();
        append(firstRow, size(firstRow), "\n");
      }
      add(text, "\n");
      if (header) {
        firstRow = text;
      }
    }

    private void add(String text, String separator) {
      bare = false;
      int cost = size(text);
      if (size > 0 && size + cost > sizes.most()) {
        close();
      }
      if (cost <= sizes.most()) {
        append(text, cost, separator);
        return;
      }
      for (var part : parts(text)) {
        close();
        append(part, size(part), separator);
      }
    }

    private void append(String text, int cost, String separator) {
      open.append(open.isEmpty() ? "" : separator).append(text);
      size += cost;
    }

    private void close() {
      if (!open.isEmpty()) {
        var path = headings.stream().map(Opened::text).toList();
        chunks.add(new Chunk(chunks.size() + 1, path, page, open.toString()));
        open.setLength(0);
      }
      size = 0;
    }

    void end() {
      close();
      if (bare) {
        lonely();
      }
    }
  }

  /** A text that is too long, in parts that begin with the end of the one before. */
  private List<String> parts(String text) {
    var parts = new ArrayList<String>();
    var part = new ArrayList<String>();
    int size = 0;
    for (var sentence : sentences(text)) {
      int cost = size(sentence);
      if (size + cost > sizes.most() && !part.isEmpty()) {
        parts.add(String.join("", part).strip());
        size = keepEnd(part, sizes.most() - cost);
      }
      part.add(sentence);
      size += cost;
    }
    parts.add(String.join("", part).strip());
    return parts;
  }

  /** Leaves the last sentences that may be said twice; their size. */
  private int keepEnd(List<String> part, int room) {
    int size = 0;
    int from = part.size();
    while (from > 0) {
      int cost = size(part.get(from - 1));
      if (size + cost > Math.min(sizes.overlap(), room)) {
        break;
      }
      size += cost;
      from--;
    }
    part.subList(0, from).clear();
    return size;
  }

  /** Sentences and lines, none longer than a chunk. */
  private List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      pieces(text.substring(from, to), sentences);
    }
    return sentences;
  }

  /** Halves, and halves of halves, until they fit. */
  private void pieces(String sentence, List<String> found) {
    if (size(sentence) <= sizes.most()) {
      found.add(sentence);
      return;
    }
    int middle = sentence.length() / 2;
    int space = sentence.lastIndexOf(' ', middle);
    int cut = space > middle / 2 ? space + 1 : middle;
    if (Character.isLowSurrogate(sentence.charAt(cut))) {
      cut--;
    }
    pieces(sentence.substring(0, cut), found);
    pieces(sentence.substring(cut), found);
  }
}
