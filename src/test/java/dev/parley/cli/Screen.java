package dev.parley.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A terminal that remembers what was shown. */
public final class Screen {
  /** For commands that move no blobs. */
  public static final BlobPlaces NO_PLACES =
      (address, _) -> {
        throw new AssertionError("nobody was to open " + address);
      };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  public final Terminal terminal;

  public Screen(String typed, boolean interactive) {
    terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            false);
  }

  public Context context(Map<String, String> environment, Path dataDirectory) {
    return new Context(environment, dataDirectory, Path.of("workspace"), terminal);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
