package dev.parley.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PostgreSQL's own bench, as installed here. */
record PgBench(Path program, Database database) {
  /** The two loads it is used for. */
  enum Script {
    SELECT_ONLY("select-only"),
    TPC_B("tpcb-like");

    private final String builtin;

    Script(String builtin) {
      this.builtin = builtin;
    }
  }

  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  /** Empty when it is not installed. */
  static Optional<PgBench> find(Database database) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "pgbench"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new PgBench(program, database));
  }

  /** Makes its tables, {@code scale} times 100,000 rows. */
  void prepare(int scale) {
    database.makeRoomForPgBench();
    run(List.of("--initialize", "--quiet", "--scale=" + scale));
  }

  /** Transactions per second, prepared statements, two threads. */
  double perSecond(Script script, int clients, Duration length) {
    var options =
        List.of(
            "--no-vacuum",
            "--builtin=" + script.builtin,
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=" + Math.min(2, clients),
            "--time=" + length.toSeconds());
    var output = run(options);
    var tps = TPS.matcher(output);
    if (!tps.find()) {
      throw new BenchFailure("pgbench did not tell its figure:\n" + output);
    }
    return Double.parseDouble(tps.group(1));
  }

  private String run(List<String> options) {
    var line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of("--host=" + Database.HOST, "--port=" + database.port()));
    line.add("--username=" + Database.USER);
    line.addAll(options);
    line.add(Database.OF_PGBENCH);
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", database.password());
    try {
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new BenchFailure("pgbench ended with " + exit + ":\n" + output);
      }
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", stopped);
    }
  }
}
