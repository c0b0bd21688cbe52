package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String KEY = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private final Secrets secrets =
      new Secrets(
          Map.of("user", "ada", "password", "love$lace\\1", "code", KEY, "broken", "otpauth://x"),
          InstantSource.fixed(Instant.ofEpochSecond(59)));

  @Test
  void putsValuesInThePlaceOfNames() {
    var filled = secrets.fill("<secret>user</secret>: <secret> password </secret>");
    assertThat(filled.text()).isEqualTo("ada: love$lace\\1");
    assertThat(filled.names()).containsExactly("user", "password");
    assertThat(filled).hasToString("Filled[user, password]");
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> secrets.fill("<secret>pin</secret>"))
        .isInstanceOf(Malformed.class)
        .hasMessage(
            "There is no variable 'pin'. The variables are [broken, code, password, user].");
  }

  @Test
  void typesTheCodeOfTheMomentAndHidesItFromThenOn() {
    assertThat(secrets.veil().text("287082")).isEqualTo("287082");
    assertThat(secrets.fill("<secret>code</secret>").text()).isEqualTo("287082");
    assertThat(secrets.veil().text("287082")).isEqualTo("<secret>code</secret>");
    assertThat(secrets.veil().text("key GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
        .isEqualTo("key <secret>code</secret>");
    assertThatThrownBy(() -> secrets.fill("<secret>broken</secret>"))
        .hasMessageContaining("Ask a person");
  }

  @Test
  void bindsAValueToTheFirstSite() {
    var names = Set.of("user");
    assertThat(secrets.elsewhere(names, "https://a.test")).isEmpty();
    assertThat(secrets.bind(names, "https://a.test")).isEqualTo(Map.of("user", "https://a.test"));
    assertThat(secrets.bind(names, "https://a.test")).isEmpty();
    assertThat(secrets.elsewhere(names, "https://b.test")).contains("user");
    assertThat(secrets.elsewhere(names, "https://a.test")).isEmpty();
  }

  @Test
  void hidesValuesInStringsOfThePageAndLeavesOurWords() {
    var words =
        new Secrets(
            Map.of("a", "link", "b", "12", "c", "checkbox", "d", "hunter22"),
            InstantSource.system());
    assertThat(
            words
                .veil()
                .lines(
                    "page \"link\" http://x.test/?q=link&n=12 scroll 0 of 12\n"
                        + "[12] link \"12 links: a \\\"hunter22\\\"\" value=\"hunte\" at 12,12 12×12"))
        .isEqualTo(
            "page \"<secret>a</secret>\" http://x.test/?q=<secret>a</secret>&n=<secret>b</secret>"
                + " scroll 0 of 12\n"
                + "[12] link \"<secret>b</secret> <secret>a</secret>s: a"
                + " \\\"<secret>d</secret>\\\"\" value=\"<secret>d</secret>\" at 12,12 12×12");
  }
}
