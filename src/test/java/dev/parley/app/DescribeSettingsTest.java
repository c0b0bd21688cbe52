package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The document of settings is what the code reads; {@code -Dgolden.write=true} writes it. */
@NullMarked
class DescribeSettingsTest {
  private static final Path DOCUMENT = Path.of("docs/settings.md");

  @Test
  void describesWhatIsReadAndNothingElse() {
    assertThat(new DescribeSettings().unaccounted()).isEmpty();
  }

  @Test
  void isWhatTheDocumentSays() throws Exception {
    var screen = new Screen("", false);
    assertThat(Main.run(Map.of(), screen.terminal, "settings")).isZero();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(DOCUMENT, screen.out());
    }
    assertThat(screen.out()).isEqualTo(Files.readString(DOCUMENT));
  }

  @Test
  void namesNoSettingElsewhereThatThereIsNot() throws Exception {
    var known = new DescribeSettings().text();
    try (var documents = Files.walk(Path.of("docs"))) {
      for (var file :
          Stream.concat(
                  documents.filter(path -> path.toString().endsWith(".md")),
                  Stream.of(Path.of("README.md")))
              .filter(path -> !path.toString().contains("contracts"))
              .toList()) {
        var names =
            Pattern.compile("`(PARLEY_[A-Z_]+[A-Z])(=[^`]*)?`")
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1).replace("OIDC_COMPANY", "OIDC_NAME"))
                .toList();
        assertThat(names).as("%s", file).allMatch(name -> known.contains("`" + name + "`"));
      }
    }
  }
}
