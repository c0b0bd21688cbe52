package dev.parley.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

  private int examine(Finding... findings) {
    return Doctor.examine(List.of(() -> List.of(findings)), out);
  }

  @Test
  void failsOnlyForWhatIsBad() {
    assertThat(examine(Finding.good("a", "fine"))).isZero();
    assertThat(examine(Finding.good("a", "fine"), Finding.doubtful("b", "odd"))).isZero();
    assertThat(examine(Finding.bad("c", "gone"), Finding.good("a", "fine"))).isEqualTo(1);
  }

  @Test
  void tellsEachInOneLine() {
    examine(Finding.doubtful("b", "odd\nFATAL \u001b[31mred\u0007 "));
    assertThat(told.toString(StandardCharsets.UTF_8))
        .startsWith("! b              odd FATAL  [31mred\n")
        .hasLineCount(2);
  }

  @Test
  void saysWhatToInstallWhereThereIsNoBrowser() {
    var nowhere = Path.of("/nowhere/chromium");
    var checkup = new BrowserCheckup(nowhere, null, Path.of("/tmp"), Duration.ofSeconds(1));
    assertThat(checkup.findings())
        .singleElement()
        .isEqualTo(
            Finding.doubtful(
                "browser",
                "none was found; agents that browse will not run. " + Advice.here().browser()));
  }

  @Test
  void knowsSystemsByTheirFamily() {
    assertThat(Advice.of("NAME=x\nID=debian\n")).isEqualTo(Advice.DEBIAN);
    assertThat(Advice.of("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n")).isEqualTo(Advice.DEBIAN);
    assertThat(Advice.of("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"))
        .isEqualTo(Advice.FEDORA);
    assertThat(Advice.of("ID=alpine\n")).isEqualTo(Advice.OTHER);
    assertThat(Advice.DEBIAN.browser()).contains("apt-get install chromium-headless-shell");
  }
}
