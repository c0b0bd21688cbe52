package dev.parley.file;

/**
 * A safe name of a file in its session: relative, no {@code ..}, no control characters, at most 200
 * bytes in UTF-8.
 */
public record FileName(String value) {
  private static final int LONGEST = 200;

  public FileName {
    if (!isSafe(value)) {
      throw new IllegalArgumentException("not a safe file name");
    }
  }

  private static boolean isSafe(String name) {
    return !name.isBlank()
        && !name.startsWith("/")
        && !name.contains("\\")
        && name.chars().noneMatch(Character::isISOControl)
        && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST
        && java.util.Arrays.stream(name.split("/", -1))
            .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
  }

  @Override
  public String toString() {
    return value;
  }
}
