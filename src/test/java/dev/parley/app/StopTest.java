package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM with a turn under way, in a real process with its own database. */
class StopTest {
  @TempDir private static Path folder;

  @Test
  void endsByItselfAndGoesOnAtTheNextStart() throws Exception {
    try (var functions = new FunctionServer();
        var models = new ModelServer()) {
      TestServer.writeWorkspace(folder, functions, models);
      var server = ServerProcess.start(folder);
      var client = new AipHttp(server.url(), TestServer.TOKEN);
      var safe = new Talk(client, TestServer.session(client, TestServer.SUPPORT));
      var once = new Talk(client, TestServer.session(client, TestServer.SUPPORT));
      var trace = TestServer.uuid();
      var id = "\"sessionTraceId\":\"" + trace + "\"";
      var broken = safe.streamMeanwhile("gate one", id);
      var other = once.sayMeanwhile("gate three", id);
      functions.awaitCall("one");
      functions.awaitCall("three");
      assertThat(server.data().resolve("cli.token")).exists();
      assertReadByNobodyElse(server.data());
      var postgres = server.postgres().orElseThrow();
      assertThat(server.stop()).isLessThan(Duration.ofSeconds(20));
      assertThat(postgres.isAlive()).isFalse();
      assertThat(server.process().descendants()).isEmpty();
      assertThat(server.data().resolve("cli.token")).doesNotExist();
      assertThat(broken).isCompletedExceptionally();
      assertThat(other).isCompletedExceptionally();
      functions.open("one");
      functions.open("three");
      goesOn(safe, once, trace);
    }
  }

  private static void assertReadByNobodyElse(Path data) throws IOException {
    for (var name : List.of("secret.key", "cli.token", "postgres/password")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(Files.getPosixFilePermissions(data.resolve("postgres/cluster")))
        .doesNotContain(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
  }

  private static void goesOn(Talk safe, Talk once, String trace) throws Exception {
    var server = ServerProcess.start(folder);
    try {
      var client = new AipHttp(server.url(), TestServer.TOKEN);
      for (var talk : new Talk[] {new Talk(client, safe.path()), new Talk(client, once.path())}) {
        Await.until("the end", () -> talk.trace(trace).textAt("status").equals("COMPLETE"));
        assertThat(talk.content().textAt("exchanges.0.result.agentMarkdownResponse"))
            .isEqualTo("It opened.");
      }
      var unknown = new Talk(client, once.path()).trace(trace);
      assertThat(unknown.textAt("toolCallGroups.0.toolCalls.0.output.correctionMessage"))
          .contains("unknown");
      var refused = client.get("/agents/ri.aip-agents..agent.none").textAt("errorInstanceId");
      Await.until(
          "the instance of a refusal in the log",
          () -> Files.readString(folder.resolve("server.log")).contains(refused));
      assertThat(Files.readString(folder.resolve("server.log")))
          .doesNotContain(TestServer.TOKEN, TestServer.SECRET, "test-password");
    } finally {
      server.stop();
    }
  }
}
