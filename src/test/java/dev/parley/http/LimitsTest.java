package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class LimitsTest {
  private Instant now = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void countsEachCallerByTheMinute() {
    var limit = new RateLimit(() -> now, 2);
    assertThat(limit.count("ann").require().remaining()).isEqualTo(1);
    now = now.plusSeconds(20);
    assertThat(limit.count("ann").require().remaining()).isZero();
    assertThatThrownBy(() -> limit.count("ann").require())
        .extracting(thrown -> ((ProblemException) thrown).problem())
        .isEqualTo(new TooManyRequests(Duration.ofSeconds(40)));
    limit.count("bob").require();
    now = now.plusSeconds(40);
    limit.count("ann").require();
  }

  @Test
  void countsNothingWhenSwitchedOff() {
    var limit = new RateLimit(() -> now, 0);
    for (int i = 0; i < 10; i++) {
      limit.count("ann").require();
    }
    var concurrent = new ConcurrencyLimit();
    for (int i = 0; i < 10; i++) {
      concurrent.acquire("ann", 0);
    }
  }

  @Test
  void stillLimitsAfterManyOtherCallers() {
    var limit = new RateLimit(() -> now, 1);
    for (int i = 0; i < 150_000; i++) {
      limit.count("caller " + i).require();
    }
    limit.count("ann").require();
    assertThat(limit.count("ann").exceeded()).isTrue();
  }

  @Test
  void boundsWhatIsUnderWayForEachCaller() {
    var limit = new ConcurrencyLimit();
    var first = limit.acquire("ann", 2);
    limit.acquire("ann", 2);
    limit.acquire("bob", 2);
    assertThatThrownBy(() -> limit.acquire("ann", 2)).isInstanceOf(ProblemException.class);
    first.release();
    first.release();
    limit.acquire("ann", 2);
    assertThatThrownBy(() -> limit.acquire("ann", 2)).isInstanceOf(ProblemException.class);
  }
}
