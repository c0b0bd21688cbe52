package dev.parley.web;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment's values of one call: put in where they are named, masked where they come back.
 */
final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)\\}");

  /** Shorter ones occur everywhere by chance, and hide nothing. */
  private static final int SHORTEST = 4;

  /** A variable that is not set. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String name;

    Missing(String name) {
      super(name, null, false, false);
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  private final Function<String, Optional<String>> environment;

  /** Longest first, so that one that holds another is masked whole. */
  private final TreeSet<String> used =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  Secrets(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /** The text with each reference replaced; {@link Missing} if one is not set. */
  String resolve(String text) {
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    return value(found.group(1));
  }

  String value(String name) {
    var value = environment.apply(name).orElseThrow(() -> new Missing(name));
    if (value.length() >= SHORTEST) {
      used.add(value);
      used.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      var quoted = Json.print(new JsonText(value));
      used.add(quoted.substring(1, quoted.length() - 1));
    }
    return value;
  }

  String mask(String text) {
    var masked = text;
    for (var secret : used) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }

  JsonValue mask(JsonValue value) {
    return used.isEmpty() ? value : Texts.map(value, this::mask);
  }
}
