package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Finding.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckupTest {
  @TempDir private Path folder;

  private Finding of(String subject, Path data, long needed, Path temporary) {
    return new MachineCheckup(data, needed, temporary)
        .findings().stream()
            .filter(finding -> finding.subject().equals(subject))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void refusesADiskWithTooLittleRoom() {
    var finding = of("data folder", folder, Long.MAX_VALUE, folder);
    assertThat(finding.mark()).isEqualTo(Mark.BAD);
    assertThat(finding.text()).contains("free", "PARLEY_DATA_DIR");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takesADataFolderThatIsNotThereYet() {
    var finding = of("data folder", folder.resolve("a/b"), 1, folder);
    assertThat(finding.mark()).isNotEqualTo(Mark.BAD);
    assertThat(finding.text()).contains("not there yet");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doubtsATempFolderThatIsNotThere() {
    var finding = of("temp folder", folder, 1, folder.resolve("none"));
    assertThat(finding.mark()).isEqualTo(Mark.DOUBTFUL);
    assertThat(finding.text()).contains("java.io.tmpdir");
  }

  @Test
  void countsFonts() throws Exception {
    assertThat(MachineCheckup.fonts(List.of(folder, folder.resolve("none"))).mark())
        .isEqualTo(Mark.DOUBTFUL);
    Files.createDirectory(folder.resolve("truetype"));
    Files.writeString(folder.resolve("truetype/A.TTF"), "");
    Files.writeString(folder.resolve("readme"), "");
    assertThat(MachineCheckup.fonts(List.of(folder)).toString())
        .isEqualTo("✓ fonts          1 files");
  }

  @Test
  void needsNoSharedMemory() {
    assertThat(MachineCheckup.sharedMemory(folder.resolve("none")).mark()).isEqualTo(Mark.GOOD);
    assertThat(MachineCheckup.sharedMemory(folder).text()).contains(folder.toString());
  }
}
