package dev.parley.workspace;

import dev.parley.yaml.Faults;
import dev.parley.yaml.Place;
import java.util.regex.Pattern;

/** References to the environment, {@code ${env:NAME}}, as written. */
final class Environment {
  static final String OPENING = "${env:";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:[A-Za-z_][A-Za-z0-9_]*\\}");

  private Environment() {}

  static boolean isIn(String text) {
    return text.contains(OPENING);
  }

  /** The text with a stand-in for each reference. */
  static String filled(String text, String standIn) {
    return REFERENCE.matcher(text).replaceAll(standIn);
  }

  static boolean malformed(String text) {
    return isIn(filled(text, ""));
  }

  static void check(String text, Place place, Faults faults) {
    if (malformed(text)) {
      faults.add(place, "a reference to the environment is written ${env:NAME}");
    }
  }
}
