package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.app.Page.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Does what a page tells its reader to do, in a folder of its own with the launcher, the workspace
 * and the examples: block after block in one shell; one that ends with {@code ./parley serve} in
 * another, where the server of the block before is stopped first.
 *
 * <p>Nothing is changed of what stands there but the port, since tests run beside one another.
 */
@NullMarked
final class Walkthrough implements AutoCloseable {
  /** Where everybody begins, with nothing there. */
  private static final Path FIRST = Path.of("README.md");

  private static final Path ROOT = Path.of("target", "walk").toAbsolutePath();
  private static final Pattern SERVE =
      Pattern.compile("(?s)(.*\\n)??((?:[^\\n]*\\\\\\n)*[^\\n]*\\./parley serve[^\\n&|]*)\\n");
  private static final int LONGEST_SECONDS = 180;

  private final Page page;
  private final Path folder;
  private final int port = freePort();
  private @Nullable Process server;
  private int count;

  Walkthrough(Page page) throws IOException {
    this.page = page;
    folder = ROOT.resolve(page.file().toString().replaceAll("\\W+", "-"));
    delete(folder);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(".typed"), "");
    for (var shipped : List.of("workspace", "examples")) {
      copy(Path.of(shipped), folder.resolve(shipped));
    }
    launcher();
    if (!page.file().equals(FIRST)) {
      LentPrograms.lend(folder.resolve("data"));
    }
  }

  /** What {@code ./parley} does once it has found a JDK and built. */
  private void launcher() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var script = folder.resolve("parley");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m \\
          --enable-native-access=ALL-UNNAMED -cp '%s' %s "$@"
        """
            .formatted(java, ServerProcess.classPath(), Main.class.getName()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  void walk() throws IOException, InterruptedException {
    for (var block : page.blocks()) {
      var needed = block.remark("needs");
      if (needed.isPresent()) {
        assumeTrue(succeeds(needed.get()), page.file() + " needs: " + needed.get());
      }
      if (block.remark("stops").isPresent()) {
        stop();
      }
      for (var before : block.remarks("before")) {
        shell(block, before + "\n");
      }
      var file = block.remark("file");
      if (file.isPresent()) {
        var target = folder.resolve(file.get());
        Files.createDirectories(target.getParent());
        Files.writeString(target, here(block.text()));
      } else if (block.isToBeRun()) {
        if (block.remark("installs").isPresent()) {
          assumeTrue(succeeds(block.text()), at(block) + " could not be installed");
        } else {
          shell(block, block.text());
        }
      }
    }
  }

  private void shell(Block block, String lines) throws IOException, InterruptedException {
    var serve = SERVE.matcher(lines);
    if (!serve.matches()) {
      run(block, lines);
      return;
    }
    if (serve.group(1) != null) {
      run(block, serve.group(1));
    }
    stop();
    var printed = serve(block, serve.group(2));
    if (lines.equals(block.text())) {
      assertPrints(block, printed);
    }
  }

  private String serve(Block block, String line) throws IOException, InterruptedException {
    var log = folder.resolve("server-" + ++count + ".log");
    server = process("exec env " + line.strip(), log);
    while (!Files.readString(log).contains("Parley is ready at ")) {
      assertThat(server.isAlive()).as(at(block) + ":\n" + Files.readString(log)).isTrue();
      server.waitFor(50, TimeUnit.MILLISECONDS);
    }
    LentPrograms.take(folder.resolve("data"));
    return Files.readString(log);
  }

  private void run(Block block, String lines) throws IOException, InterruptedException {
    var log = folder.resolve("block-" + ++count + ".log");
    Files.writeString(folder.resolve(".typed"), String.join("\n", block.remarks("types")) + "\n");
    var process = shell(lines, log);
    boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    var printed = Files.readString(log);
    assertThat(ended).as(at(block) + " does not end:\n" + printed).isTrue();
    boolean itself = lines.equals(block.text());
    var expected = itself ? block.remark("ends with").orElse("0") : "0";
    assertThat(process.exitValue()).as(at(block) + ":\n" + printed).hasToString(expected);
    if (itself) {
      assertPrints(block, printed);
    }
  }

  private void assertPrints(Block block, String printed) {
    for (var expected : block.remarks("prints")) {
      assertThat(printed).as(at(block)).contains(here(expected));
    }
  }

  /** With variables and folder as the block before has left them. */
  private Process shell(String lines, Path log) throws IOException {
    return process(
        """
        test ! -f '%1$s/.left' || . '%1$s/.left'
        set -a
        trap 'code=$?
          jobs -p >>"%1$s/.jobs"
          export -p >"%1$s/.left"
          echo "cd \\"$PWD\\"" >>"%1$s/.left"
          exit $code' EXIT
        %2$s
        """
            .formatted(folder, lines),
        log);
  }

  private Process process(String lines, Path log) throws IOException {
    var script = folder.resolve(".block-" + count);
    Files.writeString(script, here(lines));
    var builder = new ProcessBuilder("sh", "-e", script.toString()).directory(folder.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PARLEY_"));
    environment.put("PARLEY_PORT", Integer.toString(port));
    environment.put("PARLEY_BROWSER_WARM", "0");
    environment.put("PARLEY_VECTORS", "off");
    return builder
        .redirectInput(folder.resolve(".typed").toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private boolean succeeds(String command) throws IOException, InterruptedException {
    var process = shell(command, folder.resolve("needed-" + ++count + ".log"));
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  private void stop() {
    if (server != null) {
      server.destroy();
      server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
      server = null;
    }
  }

  private String at(Block block) {
    return page.file() + ":" + block.line();
  }

  private String here(String text) {
    return text.replaceAll("(127\\.0\\.0\\.1|localhost):8080", "127.0.0.1:" + port);
  }

  private void copy(Path from, Path to) throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.walk(from)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (var file : files) {
      var target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
      try {
        Files.writeString(target, here(Files.readString(target)));
      } catch (MalformedInputException binary) {
        assertThat(target).hasSameBinaryContentAs(file);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /**
   * What the page started beside its shell ends with it, also where the page did not get that far.
   */
  @Override
  public void close() throws IOException {
    stop();
    var jobs = folder.resolve(".jobs");
    for (var id : Files.exists(jobs) ? Files.readAllLines(jobs) : List.<String>of()) {
      ProcessHandle.of(Long.parseLong(id)).ifPresent(ProcessHandle::destroy);
    }
  }
}
