package dev.parley.chrome.look;

import java.util.regex.Pattern;

/**
 * A line of a listing, written.
 *
 * @param key what it is known by from look to look
 * @param text without indentation, mark and place
 * @param place where it is, or nothing
 */
record Shown(Sight.Line line, String key, String text, String place) {
  private static final Pattern PLAIN = Pattern.compile("[0-9]+( of [0-9]+( sideways)?)?");

  static Shown of(Sight.Line line) {
    var text = new StringBuilder();
    if (line.r() > 0) {
      text.append('[').append(line.r()).append("] ");
    }
    text.append(line.k());
    for (var name : line.n()) {
      if (!name.isEmpty() || line.n().size() > 1) {
        text.append(' ').append(Quoted.of(name));
      }
    }
    line.a().forEach(trait -> append(text, trait));
    if (line.isCovered()) {
      text.append(" covered");
    }
    var box = line.b();
    var place =
        box == null
            ? ""
            : " at %d,%d %d×%d".formatted(box.get(0), box.get(1), box.get(2), box.get(3));
    var key = line.r() > 0 ? "[" + line.r() : line.k() + String.join("|", line.n());
    return new Shown(line, key, text.toString(), place);
  }

  private static void append(StringBuilder text, Sight.Trait trait) {
    text.append(' ');
    switch (trait.k()) {
      case "scroll" -> text.append("scroll ").append(plain(trait));
      case "clipped" -> text.append("with ").append(plain(trait)).append(" more lines");
      case "more" -> text.append("and ").append(plain(trait)).append(" more");
      default -> {
        text.append(trait.k());
        for (int i = 0; i < trait.v().size(); i++) {
          text.append(i == 0 ? "=" : ",").append(Quoted.of(trait.v().get(i)));
        }
      }
    }
  }

  private static String plain(Sight.Trait trait) {
    var value = trait.v().isEmpty() ? "" : trait.v().getFirst();
    return PLAIN.matcher(value).matches() ? value : Quoted.of(value);
  }

  String written(boolean isNew) {
    return "  ".repeat(line.d()) + (isNew ? "* " : "") + text + place;
  }
}
