package dev.parley.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFailureTest {
  @TempDir Path data;

  @Test
  void refusesFilesOfAnotherMajorVersionAndLeavesThemAlone() throws Exception {
    var cluster = Files.createDirectories(data.resolve("postgres/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("of PostgreSQL 17", "runs PostgreSQL 18", "set PARLEY_DATA_DIR");
    assertThat(cluster).isDirectoryContaining(file -> file.endsWith("PG_VERSION"));
    assertThat(data.resolve("postgres")).isDirectoryNotContaining("glob:**programs*");
  }

  @Test
  void refusesFilesThatAreNotComplete() throws Exception {
    Files.createDirectories(data.resolve("postgres/cluster"));
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("no PG_VERSION", "backup");
  }

  @Test
  void refusesADataDirectoryThatIsAFile() throws Exception {
    var file = Files.createFile(data.resolve("file"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(file, told -> {}))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll(file.toString(), "PARLEY_DATA_DIR");
  }

  @Test
  void letsGoOfTheFolderWhenItFails() throws Exception {
    Files.createDirectories(data.resolve("postgres/cluster"));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(this::start).hasMessageContaining("no PG_VERSION");
    }
  }

  @Test
  void namesAPlatformItHasNoProgramsFor() {
    assertThatThrownBy(() -> Programs.archive("Windows 11", "amd64"))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContainingAll("Windows 11", "PARLEY_DATABASE_URL");
    assertThat(Programs.archive("Linux", "aarch64")).isNotNull();
    assertThat(Programs.archive("Mac OS X", "x86_64")).isNotNull();
  }

  @Test
  void saysWhatToDoAboutEachFault() {
    var folder = new Folder(Path.of("/data/postgres"));
    assertThat(said("FATAL:  could not write lock file: No space left on device", folder))
        .contains("is full", "Free some space");
    assertThat(said("LOG:  could not bind IPv4 address \"127.0.0.1\": Permission denied", folder))
        .contains("may listen on 127.0.0.1");
    assertThat(said("initdb: error: could not look up effective user ID 7: none", folder))
        .contains("PostgreSQL did not start: could not look up", "/etc/passwd");
    assertThat(said("PANIC:  could not locate a valid checkpoint record", folder))
        .contains("checkpoint record", "/data/postgres/postgres.log");
    assertThat(
            EmbeddedFailure.of(new IOException("No space left on device"), folder.path())
                .getMessage())
        .contains("is full");
  }

  private static String said(String log, Folder folder) {
    return Diagnosis.of("did not start", log, folder).toString();
  }

  private void start() {
    EmbeddedPostgres.start(data, told -> {}).close();
  }
}
