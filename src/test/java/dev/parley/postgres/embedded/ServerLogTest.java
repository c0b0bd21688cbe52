package dev.parley.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path data;

  @Test
  void putsALongLogAsideWhileItsWriterGoesOn() throws Exception {
    var folder = Folder.in(data);
    var log = new ServerLog(folder);
    log.begin();
    try (var writer = Files.newOutputStream(folder.log(), StandardOpenOption.APPEND)) {
      writer.write("0123456789".getBytes(UTF_8));
      log.keepBounded(10);
      assertThat(folder.earlierLog()).doesNotExist();
      log.keepBounded(9);
      writer.write("more".getBytes(UTF_8));
    }
    assertThat(folder.log()).hasContent("more");
    assertThat(folder.earlierLog()).hasContent("0123456789");
    assertThat(log.since(1)).isEqualTo("ore");
  }
}
