package dev.parley.tool.browser;

import dev.parley.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The text of a file as a model is shown it: as many pages as fit, between fences. */
final class FilePages {
  private final String name;
  private final List<String> pages;

  /** A file that has pages. */
  FilePages(String name, List<String> pages) {
    this.name = name;
    this.pages = pages;
  }

  /** A text that has none: what fits is a page. */
  static FilePages of(String name, String text) {
    var pages = new ArrayList<String>();
    for (int from = 0; from < text.length() || pages.isEmpty(); ) {
      var page = Untrusted.cut(text.substring(from));
      pages.add(page);
      from += Math.max(1, page.length());
    }
    return new FilePages(name, pages);
  }

  /** From this page on, counted from 1. */
  Told from(int first) {
    if (first < 1 || first > pages.size()) {
      return Told.refused(
          Json.print(name) + " has no page " + first + ": its pages are 1 to " + pages.size());
    }
    var shown = new StringBuilder(part(first));
    int last = first;
    while (last < pages.size()
        && shown.length() + part(last + 1).length() <= Untrusted.MOST_SHOWN) {
      last++;
      shown.append("\n\n").append(part(last));
    }
    return Told.done(
        Untrusted.fenced("content of " + Json.print(name), shown.toString()) + rest(first, last));
  }

  private String part(int page) {
    var text = Untrusted.cut(pages.get(page - 1));
    return pages.size() == 1 ? text : "[page " + page + "]\n" + text;
  }

  private String rest(int first, int last) {
    var cut =
        pages.get(first - 1).length() > Untrusted.MOST_SHOWN
            ? "\n(page " + first + " is longer than what is shown of it)"
            : "";
    if (pages.size() == 1) {
      return cut;
    }
    var more = last < pages.size() ? "; read on with page " + (last + 1) : "";
    return cut + "\n(pages " + first + " to " + last + " of " + pages.size() + more + ")";
  }
}
