package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodeTest {
  /** Base 32 of the keys of RFC 6238, appendix B: 20, 32 and 64 digits that count on. */
  private static String key(String algorithm) {
    var twenty = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    return switch (algorithm) {
      case "SHA1" -> twenty;
      case "SHA256" -> twenty + "GEZDGNBVGY3TQOJQGEZA====";
      default -> twenty.repeat(3) + "GEZDGNA=";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "59, SHA1, 94287082",
    "59, SHA256, 46119246",
    "59, SHA512, 90693936",
    "1111111109, SHA1, 07081804",
    "1111111109, SHA256, 68084774",
    "1111111109, SHA512, 25091201",
    "1111111111, SHA1, 14050471",
    "1111111111, SHA256, 67062674",
    "1111111111, SHA512, 99943326",
    "1234567890, SHA1, 89005924",
    "1234567890, SHA256, 91819424",
    "1234567890, SHA512, 93441116",
    "2000000000, SHA1, 69279037",
    "2000000000, SHA256, 90698825",
    "2000000000, SHA512, 38618901",
    "20000000000, SHA1, 65353130",
    "20000000000, SHA256, 77737706",
    "20000000000, SHA512, 47863826",
  })
  void givesTheCodesOfTheStandard(long second, String algorithm, String code) {
    var uri =
        "otpauth://totp/Shop:ada?secret=%s&issuer=Shop&algorithm=%s&digits=8&period=30"
            .formatted(key(algorithm), algorithm);
    assertThat(OneTimeCode.parse(uri).orElseThrow().at(Instant.ofEpochSecond(second)))
        .isEqualTo(code);
  }

  @Test
  void takesSixDigitsAndHalfAMinuteUnlessToldOtherwise() {
    var code = OneTimeCode.parse("OTPAUTH://totp/x?secret=gezd gnbv gy3t qojq gezd gnbv gy3t qojq");
    assertThat(code.orElseThrow().at(Instant.ofEpochSecond(59))).isEqualTo("287082");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otpauth://totp/x",
        "otpauth://totp/x?secret=",
        "otpauth://totp/x?secret=1",
        "otpauth://totp/x?secret=GEZDGNBV&digits=3",
        "otpauth://totp/x?secret=GEZDGNBV&digits=six",
        "otpauth://totp/x?secret=GEZDGNBV&period=0",
        "otpauth://totp/x?secret=GEZDGNBV&algorithm=MD5",
        "otpauth://totp/x?secret=%",
        "otpauth://hotp/x?secret=GEZDGNBV&counter=1",
      })
  void readsNothingElse(String uri) {
    assertThat(OneTimeCode.isMeant(uri)).isTrue();
    assertThat(OneTimeCode.parse(uri)).isEmpty();
  }
}
