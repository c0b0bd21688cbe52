package dev.parley.extract;

import dev.parley.extract.Frames.Request;
import dev.parley.knowledge.DocumentText;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A small JVM of its own that reads files, one at a time, and may be ended at any moment. */
final class ReaderProcess implements AutoCloseable {
  /** How the JVM ends when its heap is full. */
  private static final int OUT_OF_MEMORY = 3;

  /** What names of files depend on; nothing else of the server's environment is its business. */
  private static final Set<String> KEPT = Set.of("LC_ALL", "LC_CTYPE", "LANG", "TMPDIR");

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private ReaderProcess(Process process) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  static ReaderProcess start(long memory) {
    var line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + memory,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
            "-cp",
            System.getProperty("java.class.path"),
            ReaderMain.class.getName());
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> !KEPT.contains(name.toUpperCase(Locale.ROOT)));
    try {
      return new ReaderProcess(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException("no reader of files could be started", failed);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The text of a file; {@link Unreadable} with the fault, after which it may have ended. */
  DocumentText read(Request request, Duration time) {
    var late = new AtomicBoolean();
    var alarm =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    try {
      request.write(out);
      return Frames.read(in, request);
    } catch (IOException ended) {
      process.destroyForcibly();
      int code = process.onExit().join().exitValue();
      throw new Unreadable(late.get() ? new ReadFault.TooSlow(time) : endedBy(code));
    } finally {
      alarm.cancel(false);
    }
  }

  private static ReadFault endedBy(int code) {
    return code == OUT_OF_MEMORY
        ? new ReadFault.TooMuchMemory()
        : new ReadFault.Broken("its reader ended with " + code);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
