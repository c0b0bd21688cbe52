package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.problem.AccessProblem.AdministratorOnly;
import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.AccessProblem.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void roundsUpSoThatWhoWaitsIsLetIn() {
    assertThat(RetryAfter.seconds(new TooManyRequests(Duration.ofMillis(1_500)))).contains("2");
    assertThat(RetryAfter.seconds(new TooManyRequests(Duration.ofSeconds(7)))).contains("7");
    assertThat(RetryAfter.seconds(new TooManyRequests(Duration.ZERO))).contains("1");
  }

  @Test
  void isTheSameWhereNobodyKnows() {
    assertThat(RetryAfter.seconds(new Unavailable("later", Optional.empty()))).contains("5");
  }

  @Test
  void isNotSaidOfWhatWaitingDoesNotHelp() {
    assertThat(RetryAfter.seconds(new AdministratorOnly())).isEmpty();
  }
}
