package dev.parley.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir Path folder;

  @Test
  void keepsProgramsExecutableAndLinksLinked() throws Exception {
    var program = new TarArchiveEntry("bin/run");
    program.setMode(0100755);
    unpack(program, new TarArchiveEntry("share/text"), link("lib/short", "../bin/run"));
    assertThat(folder.resolve("bin/run")).isExecutable();
    assertThat(Files.isExecutable(folder.resolve("share/text"))).isFalse();
    assertThat(Files.readSymbolicLink(folder.resolve("lib/short"))).hasToString("../bin/run");
  }

  @Test
  void refusesWhatReachesOutside() {
    for (var entry :
        new TarArchiveEntry[] {
          new TarArchiveEntry("../evil"),
          new TarArchiveEntry("lib/../../evil"),
          new TarArchiveEntry("/evil", true),
          link("lib/evil", "../../evil"),
          link("evil", "/etc/passwd")
        }) {
      assertThatThrownBy(() -> unpack(entry))
          .as(entry.getName())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("outside");
    }
  }

  private static TarArchiveEntry link(String name, String target) {
    var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    link.setLinkName(target);
    return link;
  }

  private void unpack(TarArchiveEntry... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (var entry : entries) {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    Archive.unpack(new ByteArrayInputStream(bytes.toByteArray()), folder);
  }
}
