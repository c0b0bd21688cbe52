package dev.parley.doctor;

/**
 * One thing that was looked at, in a line.
 *
 * @param text what is there, or what is missing and how to get it; never a secret
 */
public record Finding(Mark mark, String subject, String text) {
  /** What it means for a server. */
  public enum Mark {
    GOOD("✓"),
    /** A server runs, something in it does not. */
    DOUBTFUL("!"),
    /** No server can run. */
    BAD("✗");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }
  }

  public Finding {
    // words of other programs come with line ends and colours
    text = text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  public static Finding good(String subject, String text) {
    return new Finding(Mark.GOOD, subject, text);
  }

  public static Finding doubtful(String subject, String text) {
    return new Finding(Mark.DOUBTFUL, subject, text);
  }

  public static Finding bad(String subject, String text) {
    return new Finding(Mark.BAD, subject, text);
  }

  @Override
  public String toString() {
    return "%s %-14s %s".formatted(mark.sign, subject, text);
  }
}
