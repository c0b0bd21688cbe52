package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Retry.Again;
import dev.parley.engine.Retry.GiveUp;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.model.ModelFault.Refused;
import dev.parley.problem.TurnProblem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions §3, model faults: four attempts, the first pause half a second. */
class RetryTest {
  private static final EngineSettings SETTINGS = EngineSettings.DEFAULT;
  private static final Duration LEFT = Duration.ofSeconds(60);

  private static Retry after(ModelFault fault, int failures) {
    return Retry.after(fault, failures, LEFT, SETTINGS);
  }

  private static ModelFault limited(@Nullable Duration after) {
    return new RateLimited("429", after);
  }

  @Test
  void pausesTwiceAsLongAfterEachFailure() {
    for (var fault : new ModelFault[] {limited(null), new Overloaded("503", null), new Cut("x")}) {
      assertThat(after(fault, 1)).isEqualTo(new Again(Duration.ofMillis(500)));
      assertThat(after(fault, 2)).isEqualTo(new Again(Duration.ofSeconds(1)));
      assertThat(after(fault, 3)).isEqualTo(new Again(Duration.ofSeconds(2)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 59})
  void pausesAsLongAsTheProviderAsksFor(int seconds) {
    var asked = Duration.ofSeconds(seconds);
    assertThat(after(limited(asked), 1)).isEqualTo(new Again(asked));
    assertThat(after(new Overloaded("503", asked), 3)).isEqualTo(new Again(asked));
  }

  @Test
  void givesUpWhenThePauseWouldOutlastTheDeadline() {
    var late = new GiveUp(new TurnProblem.DeadlineExceeded("429"));
    assertThat(after(limited(LEFT), 1)).isEqualTo(late);
    assertThat(Retry.after(limited(null), 1, Duration.ofMillis(500), SETTINGS)).isEqualTo(late);
    assertThat(Retry.after(limited(null), 1, Duration.ofMillis(-1), SETTINGS)).isEqualTo(late);
  }

  @Test
  void tellsApartWhatTheLastAttemptFailedOf() {
    int last = SETTINGS.attempts();
    assertThat(after(limited(LEFT), last))
        .isEqualTo(new GiveUp(new TurnProblem.ModelThrottled("429")));
    var exhausted = new TurnProblem.AttemptsExhausted("cut (4 attempts)");
    assertThat(after(new Overloaded("cut", null), last)).isEqualTo(new GiveUp(exhausted));
    assertThat(after(new Cut("cut"), last)).isEqualTo(new GiveUp(exhausted));
  }

  @Test
  void neverAsksAgainWhatWouldFailAgain() {
    assertThat(after(new ContextTooLarge("8193"), 1))
        .isEqualTo(new GiveUp(new TurnProblem.ContextTooLarge("8193")));
    for (var fault : new ModelFault[] {new Refused("401"), new Malformed("no JSON")}) {
      assertThat(after(fault, 1))
          .isInstanceOfSatisfying(
              GiveUp.class,
              it -> assertThat(it.problem()).isInstanceOf(TurnProblem.ExecutionFailed.class));
    }
  }
}
