package dev.parley.bench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bench.BenchFailure;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentTest {
  private static final Pattern ELEMENT = Pattern.compile("<[a-z]");

  @Test
  void readsWhatIsGiven() {
    var extent = Extent.parse(List.of("--rounds", "2", "--seconds", "7"));
    assertThat(extent.rounds()).isEqualTo(2);
    assertThat(extent.phase()).isEqualTo(Duration.ofSeconds(7));
    assertThat(extent.sizes()).containsExactly(200, 2_000, 10_000, 35_000);
    assertThat(extent.mostSessions()).isEqualTo(20);
  }

  @Test
  void drivesOneAndFiveSessionsThroughAServer() {
    assertThat(Extent.parseForAgent(List.of("--seconds", "7")).crowds()).containsExactly(1, 5);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Extent.parse(List.of("--clients", "3")))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContainingAll("'--clients'", "usage: bench browser");
    assertThatThrownBy(() -> Extent.parse(List.of("--seconds")))
        .hasMessageContaining("--seconds needs a number");
    assertThatThrownBy(() -> Extent.parse(List.of("--rounds", "0")))
        .hasMessageContaining("start at 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 2_000, 35_000})
  void makesPagesOfExactlySoManyElements(int elements) {
    assertThat(ELEMENT.matcher(BenchPages.mixed(elements)).results()).hasSize(elements);
  }
}
