package dev.parley.door.aip;

/**
 * How much one caller may ask; 0 switches a limit off (contract aip-agents §1.11).
 *
 * @param requestsPerMinute of a person; service users have no such limit
 */
public record CallerLimits(int requestsPerMinute, int concurrentOfPerson, int concurrentOfService) {
  public static final CallerLimits DEFAULT = new CallerLimits(5000, 30, 800);

  public CallerLimits {
    if (requestsPerMinute < 0 || concurrentOfPerson < 0 || concurrentOfService < 0) {
      throw new IllegalArgumentException("a limit is 0 (none) or more");
    }
  }
}
