package dev.parley.provider.offline;

import dev.parley.trace.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An action that was asked for before, and what was told of it. */
record Attempt(ToolCall call, String result) {
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final List<String> UNKNOWN = List.of("unknown", "uncertain", "not known whether");
  private static final List<String> NO_EFFECT =
      List.of("no effect", "nothing changed", "unchanged");
  private static final Pattern REFUSED =
      Pattern.compile(
          "refused|fail(ed|s)\\b|error|not (run|opened|found|done|allowed|carried)|no such|cannot"
              + "|could not|denied|blocked|disabled|covered|covers|nothing was|there is no"
              + "|is nowhere|is no url|does not|did not|do not|not in (any|the) listing|is gone"
              + "|readonly|read-only|not among");

  /** How an action went, as far as its result tells. */
  enum Outcome {
    DONE,
    NO_EFFECT,
    REFUSED,
    UNKNOWN
  }

  /** What a page says stands in quotes and decides nothing. */
  Outcome outcome() {
    var told = QUOTED.matcher(result).replaceAll("\"\"").toLowerCase(Locale.ROOT);
    var ours = told.lines().filter(line -> !line.startsWith("* ")).limit(20).toList();
    if (ours.stream().anyMatch(line -> UNKNOWN.stream().anyMatch(line::contains))) {
      return Outcome.UNKNOWN;
    }
    if (!ours.isEmpty() && REFUSED.matcher(ours.getFirst()).find()) {
      return Outcome.REFUSED;
    }
    return ours.stream().anyMatch(line -> NO_EFFECT.stream().anyMatch(line::contains))
        ? Outcome.NO_EFFECT
        : Outcome.DONE;
  }

  /** The result's first lines, for a reason. */
  String brief() {
    var line = result.strip().lines().findFirst().orElse("nothing was told of it");
    return line.length() <= 300 ? line : line.substring(0, 300) + " …";
  }
}
