package dev.parley.chrome;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names of files as a site suggests them, made harmless. */
final class SafeName {
  private static final int LONGEST = 120;
  private static final String NONE = "download";

  /** Controls, marks that turn the direction of text, and what some file systems forbid. */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");

  private SafeName() {}

  static String of(String suggested) {
    var last =
        suggested.substring(Math.max(suggested.lastIndexOf('/'), suggested.lastIndexOf('\\')) + 1);
    var clean = HARMFUL.matcher(last).replaceAll("").strip();
    clean = clean.replaceAll("\\.{2,}", ".").replaceAll("^[._\\s]+", "").replaceAll("[.\\s]+$", "");
    return clean.isEmpty() ? NONE : shortened(clean);
  }

  /** With a number before its ending while somebody else has the name. */
  static String unused(String name, Predicate<String> taken) {
    var free = name;
    for (int number = 2; taken.test(free); number++) {
      int dot = name.lastIndexOf('.');
      free =
          dot <= 0
              ? name + " (" + number + ")"
              : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }
    return free;
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    var ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    var stem = name.substring(0, LONGEST - ending.length());
    // half of a pair is no character
    return (Character.isHighSurrogate(stem.charAt(stem.length() - 1))
            ? stem.substring(0, stem.length() - 1)
            : stem)
        + ending;
  }
}
