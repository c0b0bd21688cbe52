package dev.parley.file;

import dev.parley.problem.FileProblem.FileNameRefused;
import dev.parley.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A safe name of a file in its session: relative, no {@code ..}, no control characters, at most 200
 * bytes in UTF-8.
 */
public record FileName(String value) {
  private static final int LONGEST = 200;
  private static final int LONGEST_ENDING = 20;

  /**
   * Controls, separators of lines, halves of characters, and marks that are not seen or turn the
   * direction of what follows; all but the joiners, which scripts and emoji are written with.
   */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Cf}&&[^\\u200C\\u200D]]");

  public FileName {
    if (!isSafe(value)) {
      throw new IllegalArgumentException("not a safe file name");
    }
  }

  /**
   * A name as a model, a page or a client suggests it, made safe; a safe one stays as it is.
   *
   * @throws ProblemException {@code FileNameRefused} if nothing of it can stay
   */
  public static FileName safe(String suggested) {
    var clean = HARMFUL.matcher(suggested).replaceAll("").replace('\\', '/');
    var composed = Normalizer.normalize(clean, Normalizer.Form.NFC);
    var parts =
        Arrays.stream(composed.split("/"))
            .map(FileName::trimmed)
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.isEmpty()) {
      throw new ProblemException(
          new FileNameRefused("A file needs a name, such as notes.txt or data/prices.csv."));
    }
    var whole = parts.stream().collect(Collectors.joining("/"));
    return new FileName(bytes(whole) <= LONGEST ? whole : shortened(parts.getLast(), ""));
  }

  /** The same file's name with a number before its ending, such as {@code prices (2).csv}. */
  public FileName numbered(int number) {
    int slash = value.lastIndexOf('/') + 1;
    var folder = value.substring(0, slash);
    var last = value.substring(slash);
    var mark = " (" + number + ")";
    var name = last.substring(0, last.length() - ending(last).length()) + mark + ending(last);
    return bytes(folder + name) <= LONGEST
        ? new FileName(folder + name)
        : new FileName(shortened(last, mark));
  }

  /** What stands behind the last slash. */
  public String last() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Without white space around it, and nothing if it leads elsewhere. */
  private static String trimmed(String part) {
    var stripped = part.strip();
    return stripped.equals(".") || stripped.equals("..") ? "" : stripped;
  }

  /** As much of it as fits, before the mark and its ending. */
  private static String shortened(String name, String mark) {
    var ending = ending(name);
    int room = LONGEST - bytes(mark + ending);
    var stem = new StringBuilder();
    for (var piece : name.substring(0, name.length() - ending.length()).codePoints().toArray()) {
      room -= bytes(Character.toString(piece));
      if (room < 0) {
        break;
      }
      stem.appendCodePoint(piece);
    }
    return stem.toString().strip() + mark + ending;
  }

  /** Such as {@code .csv}; nothing if what follows the last dot is no ending. */
  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    var ending = dot > 0 ? name.substring(dot) : "";
    return bytes(ending) <= LONGEST_ENDING ? ending : "";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isSafe(String name) {
    return !HARMFUL.matcher(name).find()
        && !name.contains("\\")
        && bytes(name) <= LONGEST
        && Arrays.stream(name.split("/", -1))
            .noneMatch(part -> !trimmed(part).equals(part) || part.isEmpty());
  }

  @Override
  public String toString() {
    return value;
  }
}
