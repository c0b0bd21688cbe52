package dev.parley.provider.offline;

import dev.parley.provider.offline.Instruction.Ask;
import dev.parley.provider.offline.Instruction.FindPrice;
import dev.parley.provider.offline.Instruction.Keys;
import dev.parley.provider.offline.Instruction.Open;
import dev.parley.provider.offline.Instruction.Press;
import dev.parley.provider.offline.Instruction.Read;
import dev.parley.provider.offline.Instruction.Select;
import dev.parley.provider.offline.Instruction.TypeAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences that are understood, each a pattern and what it means. */
final class Grammar {
  static final String URL = "(?<url>https?://[^\\s\"<>]*[^\\s\"<>.,;:!?)'”]|about:blank)";
  private static final String END = "(?=\\s*(?:[.;!?](?:\\s|\\z)|\\n|\\z|,?\\s+(?:and|then)\\s))";
  private static final String WHAT = "(?<what>(?:(?![.;!?]\\s)[^\\n]){1,200}?)";
  private static final String INTO = "\\s+(?:in|into|in to|to)\\s+";
  private static final String TYPE = "(?:type|enter|write|put)\\s+";
  private static final String SAVE =
      "\\s*,?\\s*(?:and|&|then)\\s+(?:save|write|store|put)\\s+(?:it|them|this|that|those|the \\w+)"
          + "\\s+(?:in|to|into|as)\\s+(?:(?:a|the)\\s+(?:new\\s+)?(?:text\\s+)?file\\b"
          + "(?:\\s+(?:called\\s+|named\\s+)?(?:\"(?<q1>[^\"\\n]+)\"|(?<n1>[^\\s\"]+\\.\\w{1,8})))?"
          + "|\"(?<q2>[^\"\\n]+)\"|(?<n2>[^\\s\"]+?)(?=[.,;!?]*(?:\\s|\\z)))";
  private static final String PRICE =
      "(?<verb>find(?: out)?|search for|search|look up|look for|get|tell me|what is)\\s+(?:the\\s+)?"
          + "(?:current\\s+)?price\\s+of\\s+(?:an?\\s+|the\\s+)?";
  private static final String READ =
      "(?:read|collect|extract|tell me|note down)\\s+(?:all\\s+)?(?:the\\s+)?(?:all\\s+)?";
  private static final String KEY = "(?<key>enter|return|tab|escape|page ?down|page ?up)";
  private static final Map<String, String> KEYS =
      Map.of(
          "enter", "Enter",
          "return", "Enter",
          "tab", "Tab",
          "escape", "Escape",
          "pagedown", "PageDown",
          "pageup", "PageUp");

  /** What a sentence means, if it looks like this. */
  record Rule(Pattern pattern, Function<Matcher, Instruction> meaning) {
    static Rule of(String pattern, Function<Matcher, Instruction> meaning) {
      return new Rule(
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), meaning);
    }
  }

  /** In the order in which they are tried. */
  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "(?:open|go to|visit|navigate to|load|start at)\\s+(?:the\\s+(?:page|url|site)\\s+)?"
                  + URL,
              found -> new Open(found.group("url"))),
          Rule.of(
              TYPE + "(?:the|my)\\s+answer" + INTO + named("f", "field|box|input"),
              found -> new TypeAnswer(name(found, "f"))),
          Rule.of(
              TYPE
                  + "(?:"
                  + quoted("t")
                  + "|(?<secret><secret>[^<\\s]{1,100}</secret>))"
                  + INTO
                  + named("f", "field|box|input|text area|textarea"),
              found -> new Instruction.Type(text(found), name(found, "f"))),
          Rule.of(
              TYPE
                  + "(?:the\\s+)?(?:value\\s+of\\s+|variable\\s+)+(?<variable>[\\w.-]{1,100})"
                  + INTO
                  + named("f", "field|box|input"),
              found ->
                  new Instruction.Type(
                      "<secret>" + found.group("variable") + "</secret>", name(found, "f"))),
          Rule.of(
              "fill(?:\\s+in)?\\s+" + named("f", "field|box|input") + "\\s+with\\s+" + quoted("t"),
              found -> new Instruction.Type(value(found, "t"), name(found, "f"))),
          Rule.of(
              "(?:select|choose|pick)\\s+"
                  + quoted("t")
                  + "\\s+(?:in|from|of|on)\\s+"
                  + named("f", "list|drop-?down|field|menu|box"),
              found -> new Select(value(found, "t"), name(found, "f"))),
          Rule.of(
              "(?:press|hit)\\s+(?:the\\s+)?" + KEY + "(?:\\s+key)?\\b(?!\\s+button)",
              found -> new Keys(key(found.group("key")))),
          Rule.of(
              "(?:click|press|tap|push)\\s+(?:on\\s+)?"
                  + named(
                      "f", "(?<kind>button|link|tab|checkbox|box|option|menu item|radio button)"),
              found -> new Press(name(found, "f"), kind(found.group("kind")))),
          Rule.of(PRICE + WHAT + SAVE, found -> price(found, file(found, "price"))),
          Rule.of(PRICE + WHAT + END, found -> price(found, null)),
          Rule.of(
              READ + WHAT + SAVE, found -> new Read(bare(found.group("what")), file(found, ""))),
          Rule.of(READ + WHAT + END, found -> new Read(bare(found.group("what")), null)),
          Rule.of(
              "ask\\s+(?:me|the\\s+user|the\\s+person)\\s+(?:for|about)\\s+(?:the\\s+|my\\s+|an?\\s+)?"
                  + WHAT
                  + "(?=\\s*(?:[.;!?](?:\\s|\\z)|\\n|\\z))",
              found -> new Ask(bare(found.group("what")))));

  private Grammar() {}

  private static String quoted(String group) {
    return "(?:\"(?<%1$s1>[^\"\\n]*)\"|“(?<%1$s2>[^”\\n]*)”|'(?<%1$s3>[^'\\n]*)')".formatted(group);
  }

  /** A name in quotes, or without if its kind stands after it. */
  private static String named(String group, String kinds) {
    var words = kinds.replace("(?<kind>", "(?:");
    return "(?:the\\s+)?(?:%s(?:\\s+%s\\b)?|(?<%s4>[^\"“.,;\\n]{1,60}?)\\s+(?:%s)\\b)"
        .formatted(
            quoted(group), kinds.startsWith("(") ? kinds : "(?:" + kinds + ")", group, words);
  }

  private static String value(Matcher found, String group) {
    for (int way = 1; way <= 3; way++) {
      var value = found.group(group + way);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private static String name(Matcher found, String group) {
    var bare = found.group(group + "4");
    return bare == null ? value(found, group) : bare.strip();
  }

  private static String text(Matcher found) {
    var secret = found.group("secret");
    return secret == null ? value(found, "t") : secret;
  }

  private static String kind(@Nullable String kind) {
    return kind == null ? "button" : kind.toLowerCase(Locale.ROOT);
  }

  private static String key(String key) {
    return KEYS.getOrDefault(key.toLowerCase(Locale.ROOT).replace(" ", ""), "Enter");
  }

  private static Instruction price(Matcher found, @Nullable String file) {
    var searching = found.group("verb").toLowerCase(Locale.ROOT).startsWith("search");
    return new FindPrice(bare(found.group("what")), searching, file);
  }

  private static String file(Matcher found, String about) {
    return Stream.of("q1", "n1", "q2", "n2")
        .map(found::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> defaultFile(bare(found.group("what")) + " " + about));
  }

  /** A name for a file about something. */
  static String defaultFile(String what) {
    var slug =
        what.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    return (slug.length() > 60 ? slug.substring(0, 60) : slug) + ".txt";
  }

  private static String bare(String words) {
    return words.strip().replaceAll("^[\"“']|[\"”']$", "");
  }
}
