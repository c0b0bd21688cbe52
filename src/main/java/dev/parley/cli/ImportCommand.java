package dev.parley.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts everything into a server that has nothing yet. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes in what 'export' wrote: into an empty database, all of it or nothing.",
      "The database and the place of files are those of the settings 'serve' will have, of whatever"
          + " kinds they were where the file was made. It needs the server key of then: in"
          + " PARLEY_SECRET_KEY, in secret.key of the data directory, or by its passphrase if it is"
          + " in the file."
    })
final class ImportCommand implements Callable<Integer> {
  private final Context context;
  private final Archives archives;

  @Parameters(paramLabel = "FILE", description = "As 'export' has made it.")
  private @Nullable Path file;

  ImportCommand(Context context, Archives archives) {
    this.context = context;
    this.archives = archives;
  }

  @Override
  public Integer call() {
    var archive = Objects.requireNonNull(file);
    var terminal = context.terminal();
    var report = new ArchiveReport(terminal, InstantSource.system(), "Importing");
    var outcome = archives.take(archive, () -> terminal.asked("Passphrase of the key: "), report);
    return report.conclude(outcome, "imported from " + archive);
  }
}
