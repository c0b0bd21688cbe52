package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A real server killed with SIGKILL, sometimes with its database, at random while turns run.
 *
 * <p>{@code -Dkills=50} kills it more often, {@code -Dseed=…} repeats the moments of another run.
 */
class KillTest {
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final int SESSIONS = 8;

  private final int kills = Integer.getInteger("kills", 6);
  private final long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
  private final Random random = new Random(seed);

  @Test
  void losesNothingAndRepeatsNothingUnasked() throws Exception {
    var folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "e2e")), "kill");
    folder = folder.toAbsolutePath();
    System.out.println("kills=" + kills + " seed=" + seed + " folder=" + folder);
    try (var functions = new FunctionServer();
        var models = new ModelServer()) {
      TestServer.writeWorkspace(folder, functions, models);
      var traffic = new KilledTraffic(new KilledTraffic.Outside(functions, models), seed);
      var server = up(traffic, folder);
      traffic.begin(SESSIONS);
      for (int kill = 1; kill <= kills; kill++) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100, 2500)).toNanos());
        traffic.down();
        server.kill(random.nextInt(3) == 0);
        server = up(traffic, folder);
      }
      try {
        traffic.finish(MOST.multipliedBy(2));
        traffic.verify();
      } finally {
        server.stop();
        System.out.println(traffic.figures());
      }
      assertThat(traffic.slowest()).isLessThan(MOST);
    }
  }

  private static ServerProcess up(KilledTraffic traffic, Path folder) throws Exception {
    long began = System.nanoTime();
    var server = ServerProcess.start(folder);
    traffic.up(new AipHttp(server.url(), TestServer.TOKEN), began, server.toReady());
    return server;
  }
}
