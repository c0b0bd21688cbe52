package dev.parley.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Markup that is safe to send: whatever is no {@code Html} is escaped on its way in. */
public record Html(String markup) {
  public static final Html NONE = new Html("");

  /** Fills each {@code {}} of a template of ours, in order. */
  public static Html of(String template, Object... values) {
    var pieces = template.split("\\{}", -1);
    if (pieces.length != values.length + 1) {
      throw new IllegalArgumentException(
          pieces.length - 1 + " places for " + Arrays.toString(values));
    }
    var markup = new StringBuilder(pieces[0]);
    for (int i = 0; i < values.length; i++) {
      markup.append(values[i] instanceof Html(var safe) ? safe : escaped(values[i].toString()));
      markup.append(pieces[i + 1]);
    }
    return new Html(markup.toString());
  }

  public static Html all(Stream<Html> parts) {
    return new Html(parts.map(Html::markup).collect(Collectors.joining("\n")));
  }

  /** As text or as an attribute's value in quotes; controls but line ends are left out. */
  static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.append(c);
        default -> {
          if (c >= ' ' && c != 0x7f) {
            safe.append(c);
          }
        }
      }
    }
    return safe.toString();
  }
}
