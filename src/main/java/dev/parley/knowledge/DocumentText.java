package dev.parley.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a document.
 *
 * @param title as the document itself tells it
 * @param gaps sentences about what could not be read of it, while the rest could
 */
public record DocumentText(@Nullable String title, List<Block> blocks, List<String> gaps) {
  public DocumentText {
    blocks = List.copyOf(blocks);
    gaps = List.copyOf(gaps);
  }

  /** The text page by page; a document without pages is one. */
  public List<String> pages() {
    var pages = new ArrayList<String>();
    var page = new StringBuilder();
    boolean begun = false;
    for (var block : blocks) {
      if (block instanceof Block.Page) {
        if (begun) {
          pages.add(page.toString());
          page.setLength(0);
        }
        begun = true;
      } else {
        page.append(page.isEmpty() ? "" : separator(block)).append(written(block));
      }
    }
    pages.add(page.toString());
    return pages;
  }

  private static String written(Block block) {
    return block instanceof Block.Heading(var level, var text)
        ? "#".repeat(level) + " " + text
        : block.words();
  }

  private static String separator(Block block) {
    return block instanceof Block.Item || block instanceof Block.Row ? "\n" : "\n\n";
  }
}
