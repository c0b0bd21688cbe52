package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.PageTokens.Listing;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.PageTokenInvalid;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class PageTokensTest {
  private static final Listing MINE = new Listing("sessions", "agent", "ann", "app");

  private Instant now = Instant.parse("2026-11-01T10:00:00Z");
  private final PageTokens tokens =
      new PageTokens(message -> hmac("key", message), () -> now, Duration.ofHours(1));

  private static byte[] hmac(String key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), "raw"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Test
  void leadsBackToTheCursor() {
    var token = tokens.issue(MINE, "2026-10-31T09:00:00Z ri.\u00e9");
    assertThat(token).startsWith("v1.").matches("[A-Za-z0-9._-]+");
    assertThat(tokens.cursor(MINE, token)).isEqualTo("2026-10-31T09:00:00Z ri.\u00e9");
  }

  @Test
  void fitsNoOtherListAgentUserOrClient() {
    var token = tokens.issue(MINE, "cursor");
    for (var other :
        List.of(
            new Listing("versions", "agent", "ann", "app"),
            new Listing("sessions", "other", "ann", "app"),
            new Listing("sessions", "agent", "bob", "app"),
            new Listing("sessions", "agent", "ann", "web"),
            new Listing("sessions", "agenta", "nn", "app"))) {
      assertRefused(other, token);
    }
  }

  @Test
  void refusesWhatWasNotIssuedHere() {
    var token = tokens.issue(MINE, "cursor");
    var bytes = Base64.getUrlDecoder().decode(token.substring(3));
    for (int i = 0; i < bytes.length; i++) {
      var forged = bytes.clone();
      forged[i] ^= 1;
      assertRefused(MINE, "v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
    var elsewhere = new PageTokens(m -> hmac("other", m), () -> now, Duration.ofHours(1));
    for (var bad : List.of("", "v1.", "v1.!!", "v2" + token.substring(2), "v1.AAAA", "x" + token)) {
      assertRefused(MINE, bad);
    }
    assertRefused(MINE, elsewhere.issue(MINE, "cursor"));
  }

  @Test
  void refusesOldTokens() {
    var token = tokens.issue(MINE, "cursor");
    now = now.plus(Duration.ofMinutes(59));
    assertThat(tokens.cursor(MINE, token)).isEqualTo("cursor");
    now = now.plus(Duration.ofMinutes(2));
    assertRefused(MINE, token);
  }

  private void assertRefused(Listing listing, String token) {
    assertThatThrownBy(() -> tokens.cursor(listing, token))
        .extracting(thrown -> ((ProblemException) thrown).problem())
        .isEqualTo(new PageTokenInvalid(token));
  }
}
