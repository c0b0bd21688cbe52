package dev.parley.tool;

/** Makes a configured name fit for every model provider. */
final class SafeName {
  private static final int LONGEST = 64;

  private SafeName() {}

  /** Letters, digits, underscore and hyphen only, at most 64 of them. */
  static String of(String name) {
    String safe = name.strip().replaceAll("[^A-Za-z0-9_-]+", "_");
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
  }
}
