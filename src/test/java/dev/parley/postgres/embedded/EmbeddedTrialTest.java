package dev.parley.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTrialTest {
  @TempDir private Path folder;

  @BeforeEach
  void letOthersThrough() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void leavesNothingWhereNothingWas() {
    assertThat(EmbeddedTrial.run(folder.resolve("a/b"))).contains("PostgreSQL 18", "first start");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesADatabaseOfAnotherVersion() throws Exception {
    var cluster = Files.createDirectories(folder.resolve("postgres/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "12\n");
    assertThatThrownBy(() -> EmbeddedTrial.run(folder))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContaining("PostgreSQL 12");
  }

  @Test
  void refusesAFolderInUse() throws Exception {
    var lock = FolderLock.take(Folder.in(folder));
    try {
      assertThatThrownBy(() -> EmbeddedTrial.run(folder)).hasMessageContaining("Another Parley");
    } finally {
      lock.close();
    }
  }
}
