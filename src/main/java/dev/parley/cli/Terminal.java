package dev.parley.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is typed and what is shown, in UTF-8.
 *
 * @param interactive whether a person sits at both ends
 * @param colour whether text may be dimmed
 */
public record Terminal(
    BufferedReader in, PrintStream out, PrintStream err, boolean interactive, boolean colour) {

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

  /** Without what could move the cursor, change colours or rename the window. */
  static String harmless(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
