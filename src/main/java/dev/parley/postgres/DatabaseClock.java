package dev.parley.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The database's clock, read from here by a measured offset; in microseconds, as rows keep it. */
public final class DatabaseClock implements InstantSource {
  private final Database database;
  private volatile Duration offset = Duration.ZERO;

  public DatabaseClock(Database database) {
    this.database = database;
    measure();
  }

  /** Measures the offset again; to be called now and then. */
  public void measure() {
    Instant before = Instant.now();
    var there =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select clock_timestamp()")
                    .map((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                    .one());
    Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
    offset = Duration.between(middle, there);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset).truncatedTo(ChronoUnit.MICROS);
  }
}
