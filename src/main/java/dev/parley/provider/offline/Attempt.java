package dev.parley.provider.offline;

import dev.parley.trace.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** Whose results are what a page or a person says, hence judged by how they begin. */
  private static final Set<String> TELLING =
      Set.of("extract_content", "read_from_file", "human_input");

  private static final Pattern BEGINS_BADLY =
      Pattern.compile(
          "(refused|failed|error|no effect|not run|not done)\\s*([:.;,—].*)?", Pattern.DOTALL);
  private static final Pattern BEGINS_UNKNOWN =
      Pattern.compile("(the result is )?(unknown|uncertain)\\s*([:.;,—].*)?", Pattern.DOTALL);

  /** How an action went, as far as its result tells. */
  enum Outcome {
    DONE,
    NO_EFFECT,
    REFUSED,
    UNKNOWN
  }

  /** What a page says stands in quotes and decides nothing. */
  Outcome outcome() {
    return TELLING.contains(call.tool()) ? begin() : whole();
  }

  private Outcome begin() {
    var told = result.strip().toLowerCase(Locale.ROOT);
    if (BEGINS_UNKNOWN.matcher(told).matches()) {
      return Outcome.UNKNOWN;
    }
    return BEGINS_BADLY.matcher(told).matches() ? Outcome.REFUSED : Outcome.DONE;
  }

  private Outcome whole() {
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
