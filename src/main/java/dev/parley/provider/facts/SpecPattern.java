package dev.parley.provider.facts;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A spec in which stars stand for any text. */
final class SpecPattern {
  private static final Pattern FORM = Pattern.compile("offline|[a-z]+[:@*]\\S*|\\*\\S*");

  private final String written;
  private final Pattern compiled;

  SpecPattern(String written) {
    this.written = written;
    this.compiled =
        Pattern.compile(
            Stream.of(written.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
  }

  boolean isSpec() {
    return FORM.matcher(written).matches();
  }

  boolean fits(String spec) {
    return compiled.matcher(spec).matches();
  }

  /** How much it says; the more, the sooner it counts. */
  int precision() {
    return written.contains("*") ? written.replace("*", "").length() : Integer.MAX_VALUE;
  }
}
