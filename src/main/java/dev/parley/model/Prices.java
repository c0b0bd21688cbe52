package dev.parley.model;

import dev.parley.trace.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a model cost.
 *
 * @param longPrompts what they cost, all of them, once a prompt is long; null if it makes no
 *     difference
 */
public record Prices(Rates usual, @Nullable LongPrompts longPrompts) {
  private static final int MILLION = 6;

  /**
   * US dollars for a million tokens.
   *
   * @param input read for the first time
   * @param cached read from the provider's cache
   * @param cacheWrites read and put into that cache
   * @param output written, thoughts included
   */
  public record Rates(
      BigDecimal input, BigDecimal cached, BigDecimal cacheWrites, BigDecimal output) {
    public Rates {
      if (input.signum() < 0
          || cached.signum() < 0
          || cacheWrites.signum() < 0
          || output.signum() < 0) {
        throw new IllegalArgumentException("nobody is paid for asking");
      }
    }

    private boolean isFree() {
      return input.add(cached).add(cacheWrites).add(output).signum() == 0;
    }

    private BigDecimal of(Usage usage) {
      int first = Math.max(0, usage.input() - usage.fromCache() - usage.toCache());
      return times(input, first)
          .add(times(cached, usage.fromCache()))
          .add(times(cacheWrites, usage.toCache()))
          .add(times(output, usage.output()));
    }

    private static BigDecimal times(BigDecimal price, int tokens) {
      return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }
  }

  /** Rates of calls whose prompt has more tokens than that. */
  public record LongPrompts(int above, Rates rates) {}

  /**
   * What one call costs in US dollars, exactly. Not for sums of calls: each has a prompt of its
   * own.
   */
  public BigDecimal of(Usage call) {
    var rates =
        longPrompts != null && call.input() > longPrompts.above() ? longPrompts.rates() : usual;
    return rates.of(call);
  }

  /** Whether no call costs anything, however large. */
  public boolean isFree() {
    return usual.isFree() && (longPrompts == null || longPrompts.rates().isFree());
  }
}
