package dev.parley.chrome.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main version of a browser, which it must be told again in what it calls itself. */
final class ProgramVersion {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramVersion.class);
  private static final Pattern NUMBER = Pattern.compile("\\b(\\d{2,4})\\.\\d+\\.\\d+");

  /** A program read from the disk for the first time, on a machine that does much else, is slow. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int MOST = 1_000;

  private record Program(Path path, FileTime changed) {}

  private static final Map<Program, String> KNOWN = new ConcurrentHashMap<>();

  private ProgramVersion() {}

  /** Asks the program itself, until it has said it once; empty if it does not. */
  static Optional<String> of(Executable executable, RunAs user, Duration patience)
      throws IOException {
    var path = executable.path();
    var program = new Program(path, Files.getLastModifiedTime(path));
    var known = KNOWN.get(program);
    if (known != null) {
      return Optional.of(known);
    }
    var said = ask(path, user, patience);
    said.ifPresent(number -> KNOWN.put(program, number));
    return said;
  }

  private static Optional<String> ask(Path path, RunAs user, Duration patience) {
    var line = new ArrayList<>(user.prefix());
    line.addAll(List.of(path.toString(), "--version"));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    // our own environment holds keys
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    try {
      var process = builder.start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("{} does not say its version in time", path);
          return Optional.empty();
        }
        var said = process.getInputStream().readNBytes(MOST);
        var number = NUMBER.matcher(new String(said, StandardCharsets.UTF_8));
        return number.find() ? Optional.of(number.group(1)) : Optional.empty();
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException unusable) {
      LOG.debug("{} does not say its version: {}", path, unusable.toString());
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
