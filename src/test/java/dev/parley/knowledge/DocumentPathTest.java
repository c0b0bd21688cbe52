package dev.parley.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "other/a.md",
        "/documents/a.md",
        "documents/",
        "documents//a.md",
        "documents/../secret.key",
        "documents/./a.md",
        "documents\\a.md",
        "documents/a\u0000.md"
      })
  void refusesWhatIsNoPathOfADocument(String text) {
    assertThat(DocumentPath.parse(text)).isEmpty();
  }

  @Test
  void isTheSameHoweverItsLettersAreComposed() {
    assertThat(new DocumentPath("documents/U\u0308ber uns.md"))
        .isEqualTo(new DocumentPath("documents/Über uns.md"));
  }

  @Test
  void knowsTheFoldersItIsIn() {
    assertThat(new DocumentPath("documents/a/b.md").folders())
        .containsExactly("documents", "documents/a", "documents/a/b.md");
    assertThat(new DocumentPath("documents").folders()).containsExactly("documents");
  }
}
