package dev.parley.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A terminal that remembers what was shown. */
public final class Screen {
  /** For commands that touch neither blobs nor archives. */
  public static final Cli.Stock NO_STOCK =
      new Cli.Stock(
          (address, _) -> {
            throw new AssertionError("nobody was to open " + address);
          },
          new Archives() {
            @Override
            public Outcome export(Path file, @Nullable String passphrase, Listener listener) {
              throw new AssertionError("nobody was to export to " + file);
            }

            @Override
            public Outcome take(Path file, Supplier<String> passphrase, Listener listener) {
              throw new AssertionError("nobody was to import " + file);
            }
          });

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
