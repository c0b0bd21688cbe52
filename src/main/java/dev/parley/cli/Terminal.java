package dev.parley.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is typed and what is shown, in UTF-8.
 *
 * @param interactive whether a person sits at both ends
 * @param colour whether text may be dimmed
 */
public record Terminal(
    BufferedReader in, PrintStream out, PrintStream err, boolean interactive, boolean colour) {
  private static final int FIRST_PICTURE = 0x2400;

  /** The one this process was started in. */
  public static Terminal system() {
    boolean interactive =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        interactive,
        interactive && System.getenv("NO_COLOR") == null);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Something beside the point, in a fainter voice. */
  String faint(String text) {
    return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  /** Something that went wrong. */
  String alarming(String text) {
    return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
  }

  /** What stands out. */
  String strong(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** A line that is not shown while it is typed, where that can be done; null at the end. */
  @Nullable String hidden(String prompt) throws IOException {
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (!interactive || console.isEmpty()) {
      return in.readLine();
    }
    var typed = console.get().readPassword("%s", prompt);
    return typed == null ? null : new String(typed);
  }

  /** The same; empty at the end. */
  String asked(String prompt) {
    try {
      return Objects.requireNonNullElse(hidden(prompt), "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Text of others on one line or more: what would control the terminal, or turn the direction of
   * what follows, is shown as a sign instead of being sent.
   */
  static String shown(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t' || !controls(c)) {
            shown.appendCodePoint(c);
          } else if (c < ' ') {
            shown.append((char) (FIRST_PICTURE + c));
          } else {
            shown.append("\\u%04x".formatted(c));
          }
        });
    return shown.toString();
  }

  /** {@link #shown} on one line, and no longer than that. */
  static String line(String text, int most) {
    var line = shown(text.strip()).replaceAll("[\\n\\t]+ *", " ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }

  private static boolean controls(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Scripts and emoji are written with the joiners.
      case Character.FORMAT -> c != 0x200C && c != 0x200D;
      default -> false;
    };
  }

  /** Without what could move the cursor, change colours or rename the window. */
  static String harmless(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
