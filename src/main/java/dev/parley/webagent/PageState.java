package dev.parley.webagent;

import java.util.List;

/** Tells from listings whether a page is the same as before, whole or changes only. */
final class PageState {
  private static final String NOTHING_NEW = "nothing changed since the last look";
  private static final List<String> HEADS = List.of("page ", "tab ", "more above", "more below");

  private String head = "";
  private long body;

  void seen(List<Look> looks) {
    looks.forEach(this::seen);
  }

  private void seen(Look look) {
    var top = new StringBuilder();
    long shown = look.whole() ? 1 : body;
    boolean changed = look.whole();
    for (var line : look.listing().lines().toList()) {
      if (HEADS.stream().anyMatch(line::startsWith)) {
        top.append(line).append('\n');
      } else if (!line.startsWith("--- ") && !line.equals(NOTHING_NEW)) {
        shown = mixed(shown, unmarked(line));
        changed = true;
      }
    }
    head = top.toString();
    body = changed ? shown : body;
  }

  /** What is new is marked once only; the line is the same afterwards. */
  private static String unmarked(String line) {
    String text = line.stripLeading();
    return text.startsWith("* ") ? text.substring(2) : text;
  }

  private static long mixed(long hash, String line) {
    long mixed = hash;
    for (int i = 0; i < line.length(); i++) {
      mixed = (mixed ^ line.charAt(i)) * 0x100000001b3L;
    }
    return (mixed ^ '\n') * 0x100000001b3L;
  }

  /** Equal for pages that look equal. */
  String key() {
    return body + "\n" + head;
  }
}
