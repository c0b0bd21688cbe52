package dev.parley.chrome.launch;

import dev.parley.chrome.cdp.PipeTransport;
import dev.parley.chrome.cdp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Chromium of ours with its processes and its folder. */
public final class RunningChromium implements AutoCloseable {
  /** Its profile goes with it, so there is nothing to wait for. */
  private static final Duration ORDERLY = Duration.ofMillis(200);

  private static final Duration LISTED = Duration.ofMillis(200);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration KILLED = Duration.ofSeconds(5);

  /** PDFs become downloads, which headless shell does by itself; nothing asks anything. */
  private static final String PREFERENCES =
      """
      {"plugins":{"always_open_pdf_externally":true},\
      "credentials_enable_service":false,\
      "profile":{"password_manager_enabled":false,"default_content_setting_values":{}},\
      "signin":{"allowed":false},"translate":{"enabled":false},\
      "safebrowsing":{"enabled":false}}
      """;

  private static final Logger LOG = LoggerFactory.getLogger(RunningChromium.class);

  private final Process process;
  private final Path folder;
  private final RunAs user;
  private final Transport transport;
  private final LastWords lastWords;
  private final ReentrantLock closing = new ReentrantLock();

  private RunningChromium(Process process, Path folder, RunAs user) {
    this.process = process;
    this.folder = folder;
    this.user = user;
    this.transport = new PipeTransport(process.getInputStream(), process.getOutputStream());
    this.lastWords = new LastWords(process.getErrorStream());
    // its children may hold the pipe for some seconds more
    var _ = process.onExit().thenRun(transport::close);
  }

  /** Starts it; whether it lives shows when it answers over {@link #transport}. */
  public static RunningChromium start(Executable executable, BrowserFolders folders)
      throws LaunchFailure {
    return start(executable, folders, ProgramVersion.PATIENCE);
  }

  /** The same, where the program has only so long to say its version before. */
  public static RunningChromium start(
      Executable executable, BrowserFolders folders, Duration patience) throws LaunchFailure {
    var folder = folders.fresh();
    try {
      var user = RunAs.find();
      prepare(folder, user);
      var line = new ArrayList<>(ownGroup());
      // the protocol wants file descriptors 3 and 4, and Java gives only 0 to 2
      line.addAll(List.of("sh", "-c", "exec 3<&0 4>&1 </dev/null >&2; exec \"$@\"", "sh"));
      line.addAll(user.prefix());
      line.addAll(
          CommandLine.of(executable, folder, ProgramVersion.of(executable, user, patience)));
      var builder = new ProcessBuilder(line).directory(folder.toFile());
      environment(builder, folder);
      return new RunningChromium(builder.start(), folder, user);
    } catch (IOException failed) {
      Trees.remove(folder);
      throw new LaunchFailure(
          executable.path()
              + " could not be started: "
              + failed.getMessage()
              + ". "
              + Executable.WANTED);
    }
  }

  /** A browser that was started and did not answer. */
  public static LaunchFailure didNotStart(String why, String lastWords) {
    return new LaunchFailure(
        "the browser did not start: "
            + why
            + (lastWords.isEmpty() ? "" : " (" + lastWords + ")")
            + ". "
            + Executable.WANTED);
  }

  private static void prepare(Path folder, RunAs user) throws IOException {
    user.folder(folder);
    user.folder(folder.resolve("home"));
    user.folder(folder.resolve("t"));
    user.folder(folder.resolve("files"));
    user.folder(folder.resolve("profile"));
    var defaults = folder.resolve("profile/Default");
    user.folder(defaults);
    var preferences = defaults.resolve("Preferences");
    Files.writeString(preferences, PREFERENCES);
    user.own(preferences);
  }

  private static void environment(ProcessBuilder builder, Path folder) {
    var environment = builder.environment();
    var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    // our own environment holds keys
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", folder.resolve("home").toString());
    // seen from where it is started: its sockets there allow no long path
    environment.put("TMPDIR", "t");
    environment.put("LANG", "C.UTF-8");
  }

  public Transport transport() {
    return transport;
  }

  /** Makes a folder the browser can write to. */
  public Path newFolder(String name) throws IOException {
    var made = folder.resolve("files").resolve(name);
    user.folder(made);
    return made;
  }

  /** Lets the browser read a file of ours. */
  public void hand(Path file) throws IOException {
    user.own(file);
  }

  public long pid() {
    return process.pid();
  }

  /** What it wrote last, for a message about its end. */
  public String lastWords() {
    return lastWords.text();
  }

  /** The memory that its processes have for themselves, in bytes; 0 where this is not told. */
  public long memory() {
    return processes().stream().mapToLong(Memory::of).sum();
  }

  /** Ends it with all its processes and removes its folder. */
  @Override
  public void close() {
    closing.lock();
    try {
      var all = processes();
      transport.close();
      if (!ends(ORDERLY)) {
        process.destroyForcibly();
        ends(KILLED);
      }
      killGroup();
      all.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(all);
      Trees.remove(folder);
    } finally {
      closing.unlock();
    }
  }

  /** Those too whose parent is gone and whom no handle leads to. */
  private void killGroup() {
    if (ownGroup().isEmpty()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .completeOnTimeout(process, KILLED.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (IOException without) {
      LOG.debug("The group of a browser could not be ended: {}", without.toString());
    }
  }

  /** Kills it at once, as when it hangs. */
  public void kill() {
    process.destroyForcibly();
  }

  private List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private boolean ends(Duration within) {
    process.onExit().completeOnTimeout(process, within.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  /** Waits a moment: killed processes of others may stay listed until their new parent looks. */
  private static void awaitEnd(List<ProcessHandle> killed) {
    long deadline = System.nanoTime() + LISTED.toNanos();
    while (killed.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Without one, a terminal's Ctrl-C would end the browser before its sessions are kept. */
  private static List<String> ownGroup() {
    return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();
  }
}
