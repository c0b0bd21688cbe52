package dev.parley.webagent;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the sessions that began on one day (UTC) have come to.
 *
 * @param files how many files they have
 * @param bytes how large those are together
 * @param cost of their model calls in US dollars, as far as it is known
 */
public record UsageDay(LocalDate date, long sessions, long files, long bytes, BigDecimal cost) {
  /** A day on which nothing began. */
  public static UsageDay none(LocalDate date) {
    return new UsageDay(date, 0, 0, 0, BigDecimal.ZERO);
  }

  UsageDay plus(UsageDay more) {
    return new UsageDay(
        date,
        sessions + more.sessions,
        files + more.files,
        bytes + more.bytes,
        cost.add(more.cost));
  }
}
