package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Prices.Rates;
import dev.parley.trace.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Prices PRICES =
      new Prices(
          new Rates(
              new BigDecimal("0.05"), new BigDecimal("0.005"), BigDecimal.ONE, BigDecimal.TEN),
          null);

  private record Known(@Nullable Prices prices) implements Models {
    @Override
    public Optional<ModelProvider> find(@Nullable String spec) {
      return Optional.empty();
    }

    @Override
    public Optional<ModelFacts> facts(@Nullable String spec) {
      return "known".equals(spec)
          ? Optional.of(new ModelFacts(null, null, true, prices))
          : Optional.empty();
    }
  }

  @Test
  void countsEveryTokenOnceAndRoundsNothing() {
    assertThat(PRICES.of(new Usage(7, 3, 2, 1))).isEqualByComparingTo(new BigDecimal("0.00003121"));
    assertThat(PRICES.of(new Usage(1, 0, 9, 0)))
        .as("more cached than read, as some servers say")
        .isEqualByComparingTo(new BigDecimal("0.000000045"));
  }

  @Test
  void knowsNoCostWhereSomethingIsUnknown() {
    var call = new Usage(7, 3);
    assertThat(new Known(PRICES).cost("known", call)).isPresent();
    assertThat(new Known(PRICES).cost("known", null)).isEmpty();
    assertThat(new Known(PRICES).cost("other", call)).isEmpty();
    assertThat(new Known(null).cost("known", call)).isEmpty();
  }

  @Test
  void leavesRoomForAReply() {
    assertThat(new ModelFacts(1000, 200, true, null).promptTokens()).isEqualTo(800);
    assertThat(new ModelFacts(1000, 900, true, null).promptTokens()).isEqualTo(500);
    assertThat(new ModelFacts(1000, null, true, null).promptTokens()).isEqualTo(750);
    assertThat(new ModelFacts(null, 200, true, null).promptTokens()).isNull();
    Models models = spec -> Optional.empty();
    assertThat(models.promptTokens("any", 7)).isEqualTo(7);
  }

  @Test
  void knowsThatWhatIsFreeCostsNothingCountedOrNot() {
    var written = new BigDecimal("0.0");
    var free = new Known(new Prices(new Rates(written, written, written, written), null));
    assertThat(free.cost("known", null)).contains(BigDecimal.ZERO);
    assertThat(free.cost("known", new Usage(7, 3))).contains(BigDecimal.ZERO);
  }
}
