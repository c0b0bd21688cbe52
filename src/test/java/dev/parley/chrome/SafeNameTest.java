package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
  @ParameterizedTest
  @CsvSource({
    "report.pdf, report.pdf",
    "../../etc/passwd, passwd",
    "_.._.._evil.sh, evil.sh",
    "C:\\temp\\x.txt, x.txt",
    "Übersicht (1) & mehr.csv, Übersicht (1) & mehr.csv",
    ".., download",
    ".bashrc, bashrc",
    "'', download"
  })
  void makesANameHarmless(String suggested, String safe) {
    assertThat(SafeName.of(suggested)).isEqualTo(safe);
  }

  @Test
  void dropsControlsAndMarksOfDirection() {
    assertThat(SafeName.of("a\u202Efdp.exe\u0000\n")).isEqualTo("afdp.exe");
  }

  @Test
  void shortensButKeepsTheEnding() {
    assertThat(SafeName.of("x".repeat(600) + ".pdf")).hasSize(120).endsWith(".pdf");
  }

  @Test
  void numbersBeforeTheEnding() {
    var taken = Set.of("a.txt", "a (2).txt", "b");
    assertThat(SafeName.unused("a.txt", taken::contains)).isEqualTo("a (3).txt");
    assertThat(SafeName.unused("b", taken::contains)).isEqualTo("b (2)");
    assertThat(SafeName.unused("c", taken::contains)).isEqualTo("c");
  }
}
