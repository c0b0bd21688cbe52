package dev.parley.webagent;

import java.time.LocalDate;

/**
 * What the sessions that began on one day (UTC) have come to.
 *
 * @param files how many files they have
 * @param bytes how large those are together
 */
public record UsageDay(LocalDate date, long sessions, long files, long bytes) {}
