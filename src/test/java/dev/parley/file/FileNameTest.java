package dev.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileNameTest {
  private static String safe(String suggested) {
    return FileName.safe(suggested).value();
  }

  private static int bytes(FileName name) {
    return name.value().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void leavesOrdinaryNamesAsTheyAre() {
    for (var name :
        List.of(
            "notes.txt",
            "a & b = c? #1 100% + \"x\" 'y'.md",
            "Größe 価格 🙂.csv",
            ".env",
            "data/2026/prices.csv",
            "...")) {
      assertThat(safe(name)).isEqualTo(name);
    }
  }

  @Test
  void takesTheWayOutOfNamesThatLeadElsewhere() {
    assertThat(safe("../../etc/passwd")).isEqualTo("etc/passwd");
    assertThat(safe("/etc/passwd")).isEqualTo("etc/passwd");
    assertThat(safe("..\\..\\windows\\system.ini")).isEqualTo("windows/system.ini");
    assertThat(safe("a/./b//c/../d.txt")).isEqualTo("a/b/c/d.txt");
    assertThat(safe(" .. /x")).isEqualTo("x");
    assertThat(safe(".\u202e./x")).isEqualTo("x");
    assertThat(safe("\\\\server\\share\\x")).isEqualTo("server/share/x");
  }

  @Test
  void takesOutWhatIsNotSeen() {
    assertThat(safe("a\0b\r\nc\u0085.txt")).isEqualTo("abc.txt");
    assertThat(safe("fdp\u202ecod.exe")).isEqualTo("fdpcod.exe");
    assertThat(safe("x\u2066\u200b\ufeff\u2028.md")).isEqualTo("x.md");
    assertThat(safe("half\ud83d.md")).isEqualTo("half.md");
  }

  @Test
  void writesOneNameInOneWay() {
    assertThat(safe("u\u0308.txt")).isEqualTo("\u00fc.txt");
  }

  @Test
  void cutsLongNamesBeforeTheirEnding() {
    var letters = FileName.safe("x".repeat(600) + ".csv");
    assertThat(letters.value()).endsWith("x.csv");
    assertThat(bytes(letters)).isEqualTo(200);
    var smiles = FileName.safe("🙂".repeat(300) + ".csv");
    assertThat(smiles.value()).matches("(🙂)+\\.csv");
    assertThat(bytes(smiles)).isBetween(197, 200);
    assertThat(safe("d/".repeat(300) + "x.txt")).isEqualTo("x.txt");
    assertThat(bytes(FileName.safe("x." + "y".repeat(600)))).isEqualTo(200);
  }

  @Test
  void refusesWhatHasNoName() {
    for (var nothing : List.of("", "  ", "/", "..", "../..", "\\", "\0", "\u202e")) {
      assertThatThrownBy(() -> FileName.safe(nothing))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("needs a name");
    }
  }

  @Test
  void isNeverMadeOfAnythingElse() {
    for (var unsafe :
        List.of("", "../x", "/x", "a\\b", "a\nb", "x\u202e", "a//b", " x", "y".repeat(201))) {
      assertThatThrownBy(() -> new FileName(unsafe)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void numbersBeforeTheEnding() {
    assertThat(new FileName("a/b.tar/prices.csv").numbered(2).value())
        .isEqualTo("a/b.tar/prices (2).csv");
    assertThat(new FileName("README").numbered(10).value()).isEqualTo("README (10)");
    assertThat(new FileName(".env").numbered(3).value()).isEqualTo(".env (3)");
    var long_ = new FileName("x".repeat(196) + ".csv").numbered(12);
    assertThat(long_.value()).endsWith("x (12).csv");
    assertThat(bytes(long_)).isEqualTo(200);
  }
}
