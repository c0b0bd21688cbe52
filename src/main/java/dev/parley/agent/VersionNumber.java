package dev.parley.agent;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code major.minor}: saving raises minor, publishing raises major. */
public record VersionNumber(int major, int minor) implements Comparable<VersionNumber> {
  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");
  private static final Comparator<VersionNumber> ORDER =
      Comparator.comparingInt(VersionNumber::major).thenComparingInt(VersionNumber::minor);

  public VersionNumber {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("a version has no negative part");
    }
  }

  /** Empty unless both parts are decimal and without leading zeros. */
  public static Optional<VersionNumber> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(
            new VersionNumber(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
        : Optional.empty();
  }

  /** Only publishing ends on minor 0 above major 0. */
  public boolean published() {
    return major > 0 && minor == 0;
  }

  public VersionNumber nextSaved() {
    return new VersionNumber(major, minor + 1);
  }

  public VersionNumber nextPublished() {
    return new VersionNumber(major + 1, 0);
  }

  @Override
  public int compareTo(VersionNumber other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
