package dev.parley.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program run to its end: what it said and how it ended. */
record Command(int exit, String output) {
  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Runs it with a text as its input; {@link IOException} when it cannot be run at all. */
  static Command run(List<String> line, String input) throws IOException {
    var process = builder(line).redirectErrorStream(true).start();
    try {
      var output = new CompletableFuture<String>();
      Thread.ofVirtual().start(() -> read(process, output));
      feed(process, input);
      // not interruptible: a close must not be left half done
      process.onExit().completeOnTimeout(process, BOUND.toSeconds(), TimeUnit.SECONDS).join();
      if (process.isAlive()) {
        throw new IOException(line.getFirst() + " did not end within " + BOUND.toSeconds() + " s");
      }
      return new Command(process.exitValue(), output.orTimeout(10, TimeUnit.SECONDS).join());
    } catch (CompletionException unread) {
      throw new IOException("the output of " + line.getFirst() + " cannot be read", unread);
    } finally {
      process.destroyForcibly();
    }
  }

  /** In an environment of our own, so that no PG or locale variable of ours reaches it. */
  static ProcessBuilder builder(List<String> line) {
    var builder = new ProcessBuilder(line).directory(Path.of("/").toFile());
    var path = System.getenv("PATH");
    builder.environment().clear();
    builder
        .environment()
        .put("PATH", (path == null ? "" : path + ":") + "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    return builder;
  }

  /** Whether it took all; when it ended before, its exit code tells why. */
  private static boolean feed(Process process, String input) {
    try (var writer = process.outputWriter()) {
      writer.write(input);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static void read(Process process, CompletableFuture<String> output) {
    try (var reader = process.inputReader()) {
      output.complete(reader.readAllAsString());
    } catch (IOException | UncheckedIOException fault) {
      output.completeExceptionally(fault);
    }
  }
}
