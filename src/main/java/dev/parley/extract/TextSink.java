package dev.parley.extract;

import dev.parley.knowledge.Block;
import dev.parley.knowledge.DocumentText;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the blocks of one document, up to a bound. */
final class TextSink {
  private final int most;
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private @Nullable String title;
  private boolean words;
  private int characters;

  TextSink(int most) {
    this.most = most;
  }

  void title(@Nullable String found) {
    if (found != null && !found.isBlank()) {
      title = clean(found).strip();
    }
  }

  void gap(String sentence) {
    gaps.add(sentence);
  }

  /** Blocks without words are none; pages always count. */
  void add(Block block) {
    if (block instanceof Block.Page) {
      blocks.add(block);
      return;
    }
    if (block.words().isBlank()) {
      return;
    }
    // Each block costs something, however short it is.
    characters += block.words().length() + 2;
    if (characters > most) {
      throw new Unreadable(new ReadFault.TooMuchText(most));
    }
    words = true;
    blocks.add(cleaned(block));
  }

  private static Block cleaned(Block block) {
    return switch (block) {
      case Block.Heading(var level, var text) -> new Block.Heading(level, oneLine(text));
      case Block.Paragraph(var text) -> new Block.Paragraph(clean(text).strip());
      case Block.Item(var text) -> new Block.Item(clean(text).stripTrailing());
      case Block.Row(var text) -> new Block.Row(oneLine(text));
      case Block.Code(var text) -> new Block.Code(clean(text).stripTrailing());
      case Block.Page page -> page;
    };
  }

  private static String oneLine(String text) {
    return clean(text).replaceAll("\\s+", " ").strip();
  }

  /**
   * Without what cannot be stored or would deceive the eye: control characters, halves of
   * characters, marks that turn the direction of writing around.
   */
  private static String clean(String text) {
    StringBuilder cleaned = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (isUnwanted(c)) {
        cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
        cleaned.setCharAt(i, ' ');
      }
    }
    return cleaned == null ? text : cleaned.toString();
  }

  private static boolean isUnwanted(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return control || direction || Character.isSurrogate(c) || c == '\uFFFE' || c == '\uFFFF';
  }

  /** What was collected; {@link Unreadable} if there is nothing to read in it. */
  DocumentText document() {
    if (!words) {
      throw new Unreadable(new ReadFault.NoText());
    }
    return new DocumentText(title, blocks, gaps);
  }
}
