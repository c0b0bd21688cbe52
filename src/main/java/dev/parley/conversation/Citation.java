package dev.parley.conversation;

import dev.parley.trace.Context.Passage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an answer shows for what it took from a document: contract aip-agents §2.16, the form with a
 * name and a reference.
 *
 * <p>The reference is the document's path below the workspace, with the page of a PDF ({@code
 * #page=3}) or the heading, as Markdown viewers name it.
 */
final class Citation {
  private static final String UNRESERVED = "-._~!$'()*+,;=:@/";

  private Citation() {}

  static String of(Passage passage) {
    return "<citation><name>"
        + escaped(name(passage))
        + "</name><href>"
        + escaped(encoded(passage.document()) + fragment(passage))
        + "</href></citation>";
  }

  /** The document's title, the part and the page. */
  static String name(Passage passage) {
    var parts = new ArrayList<String>(List.of(passage.title()));
    passage.headings().stream().filter(heading -> !parts.contains(heading)).forEach(parts::add);
    var name = String.join(" › ", parts).replaceAll("\\s+", " ").strip();
    return passage.page() == null ? name : name + ", page " + passage.page();
  }

  private static String fragment(Passage passage) {
    if (passage.page() != null) {
      return "#page=" + passage.page();
    }
    var headings = passage.headings();
    return headings.isEmpty() ? "" : "#" + encoded(slug(headings.getLast()));
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replaceAll("\\s", "-");
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
