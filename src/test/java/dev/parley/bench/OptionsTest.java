package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void readsWhatIsGiven() {
    var options = Options.parse(List.of("turns", "--clients", "8", "--seconds", "3"));
    assertThat(options)
        .isEqualTo(new Options(Options.Kind.TURNS, Duration.ofSeconds(3), 3, 8, false));
  }

  @Test
  void refusesAnUnknownBench() {
    assertThatThrownBy(() -> Options.parse(List.of("writes")))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("reads|turns");
  }

  @Test
  void refusesANumberThatIsNone() {
    assertThatThrownBy(() -> Options.parse(List.of("reads", "--seconds", "ten")))
        .hasMessageContaining("--seconds");
  }

  @Test
  void refusesAnOptionItDoesNotKnow() {
    assertThatThrownBy(() -> Options.parse(List.of("reads", "--quik")))
        .hasMessageContainingAll("'--quik'", "--quick");
    assertThatThrownBy(() -> Options.parse(List.of("reads", "--seconds", "1", "turns")))
        .hasMessageContaining("'turns'");
  }

  @Test
  void takesPercentilesOfSamples() {
    var samples = new Samples();
    for (int millis = 100; millis > 0; millis--) {
      samples.add(millis * 1_000_000L);
    }
    assertThat(samples.millis(0.5)).isEqualTo(50);
    assertThat(samples.millis(0.99)).isEqualTo(99);
    assertThat(samples.millis(1)).isEqualTo(100);
  }
}
