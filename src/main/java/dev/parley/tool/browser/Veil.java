package dev.parley.tool.browser;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.secret.Masker;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is told.
 *
 * <p>In listings and results, strings of a page are JSON strings and addresses stand bare; all else
 * is ours, and a value that happens to be the word {@code link} does not make a link unreadable.
 */
final class Veil {
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"");
  private static final Pattern ADDRESS = Pattern.compile("\\S*:\\S*");
  private static final Pattern FIELD = Pattern.compile("(value=|the value |, but )$");
  private static final int LONGEST_FIELD = 20;

  private final Masker masker;

  Veil(Masker masker) {
    this.masker = masker;
  }

  Masker masker() {
    return masker;
  }

  /** Text of others. */
  String text(String text) {
    return masker.mask(text);
  }

  /** Lines of a listing or a result. */
  String lines(String lines) {
    if (masker.isEmpty()) {
      return lines;
    }
    var veiled = new StringBuilder();
    var quoted = QUOTED.matcher(lines);
    int from = 0;
    while (quoted.find()) {
      var before = lines.substring(from, quoted.start());
      veiled.append(ours(before));
      veiled.append(string(quoted.group(), isField(before)));
      from = quoted.end();
    }
    return veiled.append(ours(lines.substring(from))).toString();
  }

  private static boolean isField(String before) {
    return FIELD.matcher(before.substring(Math.max(0, before.length() - LONGEST_FIELD))).find();
  }

  private String ours(String text) {
    var addresses = ADDRESS.matcher(text);
    var veiled =
        addresses.replaceAll(
            found -> java.util.regex.Matcher.quoteReplacement(masker.mask(found.group())));
    return masker.maskLong(veiled);
  }

  private String string(String written, boolean field) {
    try {
      if (Json.parse(written) instanceof JsonText(var text)) {
        var veiled = field ? masker.maskField(text) : masker.mask(text);
        return veiled.equals(text) ? written : Json.print(veiled);
      }
    } catch (MalformedJson broken) {
      return masker.mask(written);
    }
    return written;
  }
}
