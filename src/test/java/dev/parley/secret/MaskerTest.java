package dev.parley.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.secret.Masker.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  private static final String PIN = "<secret>pin</secret>";

  private static Masker masker(String value) {
    return new Masker(List.of(new Secret("pin", value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter22",
        "a b&c=d/é😀\"'<>\\ü",
        "50% off+more",
        "tab\tand  blanks",
        "%41\\u0041"
      })
  void findsAValueHoweverItIsWritten(String value) {
    var masker = masker(value);
    var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    var html =
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
    var json = Json.print(value);
    for (var written :
        List.of(
            value,
            form,
            form.replace("+", "%20"),
            html,
            json.substring(1, json.length() - 1),
            escaped(value))) {
      assertThat(masker.mask("x=" + written + "&y")).isEqualTo("x=" + PIN + "&y");
    }
  }

  private static String escaped(String value) {
    var all = new StringBuilder();
    value.chars().forEach(half -> all.append("\\u%04x".formatted(half)));
    return all.toString();
  }

  @Test
  void findsAValueInAnyCaseAndWithOtherWhiteSpace() {
    assertThat(masker("open  sesame").mask("OPEN\u00a0SESAME!")).isEqualTo(PIN + "!");
  }

  @Test
  void findsDigitsInGroups() {
    assertThat(masker("4111111111111111").mask("card 4111 1111-1111 1111."))
        .isEqualTo("card " + PIN + ".");
  }

  @Test
  void findsAValueThatIsCutOff() {
    assertThat(masker("correct horse battery").mask("it is correct hor…"))
        .isEqualTo("it is " + PIN + "…");
    assertThat(masker("correct horse battery").mask("it is cor…")).isEqualTo("it is cor…");
  }

  @Test
  void findsTheBeginningOfAValueInAFieldAlone() {
    var masker = masker("correcthorse");
    assertThat(masker.maskField("correct")).isEqualTo(PIN);
    assertThat(masker.finds("correct")).isTrue();
    assertThat(masker.maskField("corr")).isEqualTo("corr");
    assertThat(masker.mask("correct")).isEqualTo("correct");
  }

  @Test
  void masksShortValuesAsWholeWordsOnly() {
    assertThat(masker("42").mask("42 of 420, a42, 42")).isEqualTo(PIN + " of 420, a42, " + PIN);
  }

  @Test
  void masksTheLongerOfTwoThatBeginAlike() {
    var masker = new Masker(List.of(new Secret("a", "secret"), new Secret("b", "secret-long")));
    assertThat(masker.mask("secret-long secret"))
        .isEqualTo("<secret>b</secret> <secret>a</secret>");
  }

  @Test
  void leavesOtherTextsAsTheyAre() {
    var text = "50% of \\ & text & <b>";
    assertThat(masker("hunter22").mask(text)).isSameAs(text);
    assertThat(new Masker(List.of(new Secret("none", " "))).isEmpty()).isTrue();
  }

  @Test
  void tellsNoValueWhenItIsPrinted() {
    assertThat(new Secret("pin", "hunter22")).hasToString("Secret[pin]");
  }
}
