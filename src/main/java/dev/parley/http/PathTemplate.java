package dev.parley.http;

import java.util.HashSet;
import java.util.List;

/**
 * A path whose segments are literals or {@code {parameters}}.
 *
 * @param text such as {@code /v2/agents/{agentRid}/sessions}; with a slash at the end it is another
 *     path than without
 */
public record PathTemplate(String text) {
  public PathTemplate {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("A path begins with /: " + text);
    }
    var names = new HashSet<String>();
    for (var segment : segments(text.replaceFirst("(?<=.)/$", ""))) {
      if (segment.isEmpty() || (isParameter(segment) && !names.add(segment))) {
        throw new IllegalArgumentException("An empty or repeated segment in " + text);
      }
    }
  }

  /** As written, parameters in their braces. */
  List<String> segments() {
    return segments(text);
  }

  /** Names of the parameters, in their order. */
  List<String> parameters() {
    return segments().stream()
        .filter(PathTemplate::isParameter)
        .map(segment -> segment.substring(1, segment.length() - 1))
        .toList();
  }

  static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** What stands between the slashes; nothing for the root. */
  static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  @Override
  public String toString() {
    return text;
  }
}
