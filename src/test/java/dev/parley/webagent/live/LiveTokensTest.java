package dev.parley.webagent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.webagent.live.LiveTokens.Issued;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LiveTokensTest {
  private final Stage stage = new Stage();
  private final Issued issued =
      stage.tokens.issue(
          stage.owner, new WebSessionId("f0b2c3d4"), LiveScope.CONTROL, "Ada, \u00e4rztin");

  private Problem refused(String token) {
    return ((ProblemException) Assertions.catchThrowable(() -> stage.tokens.check(token)))
        .problem();
  }

  @Test
  void saysWhatItWasIssuedFor() {
    var pass = stage.tokens.check(issued.token());
    assertThat(pass).isEqualTo(issued.pass());
    assertThat(pass.session()).isEqualTo(new WebSessionId("f0b2c3d4"));
    assertThat(pass.by()).isEqualTo("Ada, \u00e4rztin");
    assertThat(pass.opensUntil()).isEqualTo(stage.now().plus(LiveSettings.USUAL.open()));
  }

  @Test
  void refusesEveryChangeOfIt() {
    var bytes = Base64.getUrlDecoder().decode(issued.token().substring("live1.".length()));
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      var token = "live1." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(refused(token)).isEqualTo(new CredentialsRefused(Refusal.INVALID));
    }
    for (var other : new String[] {"", "live1.", "live1.AAAA", "live1.%", issued.token() + "AA"}) {
      assertThat(refused(other)).as(other).isEqualTo(new CredentialsRefused(Refusal.INVALID));
    }
  }

  @Test
  void isOverAfterFiveMinutes() {
    stage.turnClock(Duration.ofMinutes(5).minusMillis(1));
    assertThat(stage.tokens.check(issued.token()).owner()).isEqualTo(stage.owner);
    stage.turnClock(Duration.ofMillis(1));
    assertThat(refused(issued.token())).isEqualTo(new CredentialsRefused(Refusal.EXPIRED));
  }

  @Test
  void isRenewedUntilItsEnd() {
    var last = issued;
    while (stage.now().plus(Duration.ofMinutes(4)).isBefore(issued.pass().endsAt())) {
      stage.turnClock(Duration.ofMinutes(4));
      last = stage.tokens.renew(stage.tokens.check(last.token()));
      assertThat(last.pass().endsAt()).isEqualTo(issued.pass().endsAt());
    }
    assertThat(last.pass().opensUntil()).isEqualTo(issued.pass().endsAt());
    stage.turnClock(Duration.ofMinutes(5));
    assertThat(refused(last.token())).isEqualTo(new CredentialsRefused(Refusal.EXPIRED));
  }

  @Test
  void standsWhereNoServerIsSentIt() {
    assertThat(stage.tokens.page(issued)).isEqualTo("https://parley.test/live/#" + issued.token());
    assertThat(issued.toString()).doesNotContain(issued.token());
  }

  @Test
  void isNothingForAnotherKey() {
    var others =
        new LiveTokens(_ -> new byte[32], stage::now, LiveSettings.USUAL, () -> "https://b.test");
    var theirs = others.issue(UserId.random(), stage.id, LiveScope.VIEW, "Eve");
    assertThat(refused(theirs.token())).isEqualTo(new CredentialsRefused(Refusal.INVALID));
  }
}
