package dev.parley.bench;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of the bench's own: a child process, its data in a temporary folder, gone at the end.
 */
public final class BenchServer implements AutoCloseable {
  /** Answers at once, in two pieces. */
  static final String AGENT = "ri.aip-agents..agent.00000000-0000-4000-8000-000000000001";

  /** Takes {@link #PAUSE} before each of its two pieces. */
  static final String SLOW_AGENT = "ri.aip-agents..agent.00000000-0000-4000-8000-000000000002";

  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration START_BOUND = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final Pattern READY = Pattern.compile("Parley is ready at http://.*:([0-9]+)");
  private static final String AGENT_FILE =
      """
      rid: %s
      displayName: %s
      description: Answers from a script, for the bench.
      instructions: Answer.
      model: "scripted:%s"
      publish: true
      """;

  private final Path folder;
  private final List<String> line;
  private final Map<String, String> settings;
  private final String token;
  private Process process;
  private int port;
  private Duration took = Duration.ZERO;

  private BenchServer(Path folder, List<String> line, Map<String, String> settings, String token)
      throws IOException {
    this.folder = folder;
    this.line = line;
    this.settings = settings;
    this.token = token;
    this.process = launch();
  }

  /**
   * Starts it with the class path and the JVM's options of this process.
   *
   * @param main the class whose command {@code serve} runs a server
   */
  static BenchServer start(String main) {
    return start(main, Map.of());
  }

  /**
   * As {@link #start(String)}.
   *
   * @param settings of the server, over the bench's own
   */
  public static BenchServer start(String main, Map<String, String> settings) {
    try {
      var folder = Files.createTempDirectory("parley-bench");
      // an embedded PostgreSQL that gave up root must reach its files
      folder.toFile().setExecutable(true, false);
      writeWorkspace(folder);
      var token = "bench-" + HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits());
      long began = System.nanoTime();
      var server = new BenchServer(folder, line(main), settings(folder, token, settings), token);
      try {
        server.awaitReady(began);
        return server;
      } catch (RuntimeException failed) {
        server.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends it; its data stay. */
  void stop() {
    process.destroy();
    if (!ends(Duration.ofSeconds(30))) {
      throw new BenchFailure("The server to measure does not end");
    }
  }

  /** Starts it with the data it has; how long that took. */
  Duration startAgain() {
    try {
      long began = System.nanoTime();
      process = launch();
      awaitReady(began);
      return took;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** From its call to its readiness. */
  Duration took() {
    return took;
  }

  private static void writeWorkspace(Path folder) throws IOException {
    var quick = folder.resolve("quick.yaml");
    var slow = folder.resolve("slow.yaml");
    var agents = Files.createDirectories(folder.resolve("workspace").resolve("agents"));
    var reply = "replies:\n  - {say: [\"Your order is \", \"in transit.\"], delay: %s}\n";
    Files.writeString(quick, reply.formatted("0ms"));
    Files.writeString(slow, reply.formatted(PAUSE.toMillis() + "ms"));
    Files.writeString(agents.resolve("quick.yaml"), AGENT_FILE.formatted(AGENT, "Quick", quick));
    Files.writeString(agents.resolve("slow.yaml"), AGENT_FILE.formatted(SLOW_AGENT, "Slow", slow));
  }

  private static Map<String, String> settings(
      Path folder, String token, Map<String, String> wanted) {
    var settings = new HashMap<String, String>();
    settings.put("PARLEY_PORT", "0");
    settings.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
    settings.put("PARLEY_WORKSPACE", folder.resolve("workspace").toString());
    settings.put("PARLEY_MODEL", "scripted:" + folder.resolve("quick.yaml"));
    settings.put("PARLEY_BOOTSTRAP_TOKEN", token);
    settings.put("PARLEY_AIP_RATE", "0");
    settings.put("PARLEY_AIP_CONCURRENT", "0");
    settings.put("PARLEY_ALLYSON_RATE", "0");
    settings.putAll(wanted);
    return settings;
  }

  private static List<String> line(String main) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(List.of("-cp", classPath(), main, "serve"));
    return line;
  }

  private Process launch() throws IOException {
    var builder = new ProcessBuilder(line);
    var environment = builder.environment();
    environment.keySet().removeIf(BenchServer::isSetting);
    environment.putAll(settings);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output().toFile())
        .start();
  }

  private Path output() {
    return folder.resolve("output");
  }

  /** All settings but the one a bench may be asked to try. */
  private static boolean isSetting(String name) {
    return name.startsWith("OTEL_")
        || (name.startsWith("PARLEY_") && !name.equals("PARLEY_DATABASE_CONNECTIONS"));
  }

  /** Absolute, since the child lives in its own folder, where no {@code parley.yaml} is found. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(joining(File.pathSeparator));
  }

  private void awaitReady(long began) throws IOException {
    while (System.nanoTime() - began < START_BOUND.toNanos()) {
      var ready = READY.matcher(Files.readString(output()));
      if (ready.find()) {
        port = Integer.parseInt(ready.group(1));
        took = Duration.ofNanos(System.nanoTime() - began);
        return;
      }
      if (ends(LOOK_EVERY)) {
        throw new BenchFailure(
            "The server to measure did not start:\n" + Files.readString(output()));
      }
    }
    throw new BenchFailure("The server to measure was not ready within " + START_BOUND);
  }

  private boolean ends(Duration within) {
    process.onExit().completeOnTimeout(process, within.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  public int port() {
    return port;
  }

  public String token() {
    return token;
  }

  /** What its processors did so far: the server's, without its PostgreSQL's. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What its JVM has in memory; NaN where the machine does not tell. */
  double residentBytes() {
    return status("VmRSS") * 1024;
  }

  /** Threads of the system that its JVM has. */
  double threads() {
    return status("Threads");
  }

  /** Files, sockets and pipes that its JVM has open. */
  double openFiles() {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return files.count();
    } catch (IOException untold) {
      return Double.NaN;
    }
  }

  /** What its objects take that are in use, after a collection made for the purpose. */
  double liveBytes() {
    try {
      var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var asked =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var total = said.lines().filter(line -> line.startsWith("Total")).findFirst();
      return total.map(line -> Double.parseDouble(line.strip().split(" +")[2])).orElse(Double.NaN);
    } catch (IOException untold) {
      return Double.NaN;
    }
  }

  private double status(String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException | UncheckedIOException untold) {
      return Double.NaN;
    }
  }

  public Database database() {
    return Database.of(folder.resolve("data").resolve("postgres"));
  }

  /** Ends it and removes everything it left. */
  @Override
  public void close() {
    process.destroy();
    if (!ends(Duration.ofSeconds(30))) {
      process.destroyForcibly();
      ends(Duration.ofSeconds(5));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
