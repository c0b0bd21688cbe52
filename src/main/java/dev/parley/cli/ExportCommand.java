package dev.parley.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes everything out of a server. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes everything a server has into one file, while it runs or not.",
      "All rows as they stand at one moment, and the bytes of all files and pictures. It reads the"
          + " database and the files itself, with the settings 'serve' has: run it on that machine,"
          + " in that folder, as that user.",
      "What users kept secret stays sealed by the server key, which is not in the file: keep"
          + " PARLEY_SECRET_KEY, or secret.key of the data directory, somewhere else. All the rest"
          + " can be read by whoever has the file."
    })
final class ExportCommand implements Callable<Integer> {
  private static final int WRONG_USAGE = 2;
  private static final int SHORTEST = 12;

  private final Context context;
  private final Archives archives;

  @Parameters(paramLabel = "FILE", description = "Such as parley.tar.gz; not there yet.")
  private @Nullable Path file;

  @Option(
      names = "--with-key",
      description =
          "Takes the server key along, sealed by a passphrase; it is asked for, or read from a line"
              + " of standard input.")
  private boolean withKey;

  ExportCommand(Context context, Archives archives) {
    this.context = context;
    this.archives = archives;
  }

  @Override
  public Integer call() {
    var passphrase = withKey ? passphrase() : Optional.<String>empty();
    if (withKey && passphrase.isEmpty()) {
      return WRONG_USAGE;
    }
    var target = Objects.requireNonNull(file);
    var report = new ArchiveReport(context.terminal(), InstantSource.system(), "Exporting");
    var outcome = archives.export(target, passphrase.orElse(null), report);
    return report.conclude(outcome, "exported to " + target);
  }

  private Optional<String> passphrase() {
    var terminal = context.terminal();
    var passphrase =
        terminal.asked("Passphrase for the key, at least %d letters: ".formatted(SHORTEST));
    if (passphrase.length() < SHORTEST) {
      context.remark("A passphrase has at least " + SHORTEST + " letters. Nothing was exported.");
      return Optional.empty();
    }
    if (terminal.interactive() && !terminal.asked("Once more: ").equals(passphrase)) {
      context.remark("These were two different ones. Nothing was exported.");
      return Optional.empty();
    }
    return Optional.of(passphrase);
  }
}
