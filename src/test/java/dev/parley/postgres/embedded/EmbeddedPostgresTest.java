package dev.parley.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data directory for all of them: only the first start makes a database. */
class EmbeddedPostgresTest {
  private static final String KEPT = "SELECT count(*) FROM kept WHERE text = 'first'";

  @TempDir static Path data;

  @BeforeAll
  static void startsForTheFirstTime() throws Exception {
    var told = new ArrayList<String>();
    try (var postgres = EmbeddedPostgres.start(data, told::add)) {
      assertThat(postgres.firstStart()).isTrue();
      assertThat(told).hasSize(2);
      run(postgres, "CREATE TABLE kept (text text)");
      run(postgres, "INSERT INTO kept VALUES ('first')");
    }
  }

  @Test
  void keepsItsDataAndItsPortOverAStart() throws Exception {
    var port = Folder.text(folder().port()).orElseThrow();
    try (var postgres = start()) {
      assertThat(postgres.firstStart()).isFalse();
      assertThat(postgres.port()).hasToString(port);
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
    }
  }

  @Test
  void endsWhenClosedThoughSomeoneIsConnected() throws Exception {
    var postgres = start();
    var pid = pid();
    try (var connection = connect(postgres)) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("INSERT INTO kept VALUES ('open')");
      postgres.close();
    } catch (SQLException closed) {
      assertThat(closed.getSQLState()).startsWith("08");
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(postgres.running()).isFalse();
  }

  @Test
  void endsThoughItsCloserIsInterrupted() {
    var postgres = start();
    Thread.currentThread().interrupt();
    postgres.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(postgres.running()).isFalse();
    start().close();
  }

  @Test
  void losesNothingOfAServerThatWasKilled() throws Exception {
    var server = ServerProcess.start(data, "INSERT INTO kept VALUES ('by the killed')");
    assertThat(ServerProcess.said(server)).isEqualTo("ready");
    var orphan = ProcessHandle.of(pid()).orElseThrow();
    server.destroyForcibly().waitFor();
    assertThat(orphan.info().command()).isPresent();
    var told = new ArrayList<String>();
    try (var postgres = EmbeddedPostgres.start(data, told::add)) {
      // where nobody buries it at once, it is still listed, but runs no program
      assertThat(orphan.info().command()).isEmpty();
      assertThat(told).containsExactly("Stopping the PostgreSQL that a crash has left running");
      assertThat(ask(postgres, "SELECT count(*) FROM kept WHERE text = 'by the killed'"))
          .isEqualTo("1");
    }
  }

  @Test
  void losesNothingWhenPostgresItselfIsKilled() throws Exception {
    try (var postgres = start()) {
      run(postgres, "INSERT INTO kept VALUES ('before the kill')");
      var postmaster = ProcessHandle.of(pid()).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
      assertThat(postgres.running()).isFalse();
    }
    try (var postgres = start()) {
      assertThat(ask(postgres, "SELECT count(*) FROM kept WHERE text = 'before the kill'"))
          .isEqualTo("1");
    }
  }

  @Test
  void startsThoughAnotherProgramNowHasTheOldPid() throws Exception {
    var file = folder().cluster().resolve("postmaster.pid");
    String left;
    try (var postgres = start()) {
      assertThat(postgres.running()).isTrue();
      left = Files.readString(file);
    }
    var stranger = new ProcessBuilder("/bin/cat").start();
    try {
      Files.writeString(file, stranger.pid() + left.substring(left.indexOf('\n')));
      try (var postgres = start()) {
        assertThat(ask(postgres, KEPT)).isEqualTo("1");
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void refusesASecondServer() throws Exception {
    try (var postgres = start()) {
      var mine = "(process " + ProcessHandle.current().pid() + ")";
      assertThatThrownBy(EmbeddedPostgresTest::start)
          .isInstanceOf(EmbeddedFailure.class)
          .hasMessageContainingAll(mine, "Stop that server");
      assertThat(ServerProcess.said(ServerProcess.start(data, "SELECT 1")))
          .contains(mine, "Stop that server");
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
    }
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
    var own = Integer.parseInt(Folder.text(folder().port()).orElseThrow());
    try (var taken = new ServerSocket(own, 1, InetAddress.ofLiteral("127.0.0.1"));
        var postgres = start()) {
      assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
    }
  }

  @Test
  void runsAsTheSettingsSay() throws Exception {
    try (var postgres = start()) {
      for (var setting :
          new String[] {
            "fsync on",
            "synchronous_commit on",
            "listen_addresses 127.0.0.1",
            "server_encoding UTF8",
            "jit off",
            "is_superuser off",
            "max_connections 100"
          }) {
        var words = setting.split(" ");
        assertThat(ask(postgres, "SHOW " + words[0])).as(words[0]).isEqualTo(words[1]);
      }
      assertThat(ask(postgres, "SELECT upper('é')")).isEqualTo("É");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void runsInASessionOfItsOwn() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "Linux shows sessions in /proc");
    try (var postgres = start()) {
      assertThat(postgres.running()).isTrue();
      var stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
      // pid (name) state ppid pgrp session
      assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3])
          .isEqualTo(Long.toString(pid()));
    }
  }

  @Test
  void runsAsNobodyWhereNobodyCanReachIt() throws Exception {
    assumeTrue(RunAs.isRoot(), "only root has another user to run as");
    var nobody = "65534";
    try {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (var postgres = start()) {
        assertThat(Folder.owner(folder().cluster())).hasToString(nobody);
        assertThat(Folder.owner(Path.of("/proc", Long.toString(pid())))).hasToString(nobody);
        assertThat(ask(postgres, KEPT)).isEqualTo("1");
      }
    } finally {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }
    try (var postgres = start()) {
      assertThat(Folder.owner(folder().cluster())).isZero();
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
    }
  }

  @Test
  void replacesALostPassword() throws Exception {
    var lost = Folder.text(folder().password()).orElseThrow();
    Files.delete(folder().password());
    try (var postgres = start()) {
      assertThat(postgres.password()).isNotEqualTo(lost).hasSize(32);
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().password())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void unpacksAgainWhatIsNotWhole() throws Exception {
    Path programs;
    try (var all = Files.newDirectoryStream(folder().path(), "programs-*")) {
      programs = all.iterator().next();
    }
    Files.write(programs.resolve("bin/initdb"), new byte[0]);
    Files.createDirectory(folder().path().resolve("programs-of-an-earlier-version"));
    try (var postgres = start()) {
      assertThat(ask(postgres, KEPT)).isEqualTo("1");
    }
    assertThat(programs.resolve("bin/initdb")).isExecutable().isNotEmptyFile();
    assertThat(folder().path().resolve("programs-of-an-earlier-version")).doesNotExist();
  }

  static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data, told -> {});
  }

  static Folder folder() throws IOException {
    return Folder.in(data);
  }

  static long pid() throws IOException {
    return PostmasterFile.of(folder()).orElseThrow().pid();
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
