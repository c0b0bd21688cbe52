package dev.parley.provider.offline;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sentences of a text, and the lines of its lists and tables, each as it can be quoted. */
final class Sentences {
  private static final Pattern ENTRY = Pattern.compile("\\s*([-*+]|\\d{1,3}[.)])\\s+.*");
  private static final Pattern MARK = Pattern.compile("^\\s*([-*+]|\\d{1,3}[.)])\\s+");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n\\s*\\n");

  private final List<String> found = new ArrayList<>();
  private String lead = "";

  private Sentences() {}

  /** In their order; an entry of a list after what introduces that. */
  static List<String> of(String text) {
    var sentences = new Sentences();
    EMPTY_LINES.splitAsStream(text).forEach(sentences::paragraph);
    return sentences.found;
  }

  private void paragraph(String paragraph) {
    var running = new StringBuilder();
    for (var line : paragraph.lines().toList()) {
      if (ENTRY.matcher(line).matches() || line.contains(" | ")) {
        running(running);
        found.add(lead + MARK.matcher(line).replaceFirst("").strip());
      } else if (!HEADING.matcher(line).matches()) {
        running.append(running.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    running(running);
  }

  private void running(StringBuilder text) {
    if (text.isEmpty()) {
      return;
    }
    var words = text.toString();
    text.setLength(0);
    var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(words);
    int from = breaks.first();
    lead = "";
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      var sentence = words.substring(from, to).strip();
      if (sentence.endsWith(":")) {
        lead = sentence + " ";
      } else if (!sentence.isEmpty()) {
        found.add(sentence);
      }
    }
  }
}
