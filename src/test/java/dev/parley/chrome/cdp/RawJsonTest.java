package dev.parley.chrome.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawJsonTest {
  @Test
  void findsMembersWithoutParsing() {
    var raw =
        RawJson.of(
            """
            {"id":12,"result":{"a":[1,{"b":"}\\"]"}],"data":"aGk="},"sessionId":"S1"}\
            """);
    assertThat(raw.member("id").orElseThrow().written()).isEqualTo("12");
    assertThat(raw.name("sessionId")).isEqualTo("S1");
    assertThat(raw.member("error")).isEmpty();
    assertThat(raw.member("result").orElseThrow().base64("data")).isEqualTo(new byte[] {'h', 'i'});
    assertThat(raw.member("result").orElseThrow().fields().list("a")).hasSize(2);
  }

  @Test
  void findsNothingInWhatIsNoObject() {
    assertThat(RawJson.of("null").member("a")).isEmpty();
    assertThat(RawJson.of("{}").member("a")).isEmpty();
    assertThat(RawJson.of("{\"a\":").member("b")).isEmpty();
  }
}
