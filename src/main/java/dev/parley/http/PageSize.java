package dev.parley.http;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.PageSizeInvalid;

/** The rule for {@code pageSize} (contract aip-agents §1.10). */
public final class PageSize {
  private PageSize() {}

  /** What the query asks for, at most {@code max}; {@code usual} when it does not say. */
  public static int of(Query query, int usual, int max) {
    int asked = query.integer("pageSize").orElse(usual);
    if (asked <= 0) {
      throw new ProblemException(new PageSizeInvalid(asked));
    }
    return Math.min(asked, max);
  }
}
