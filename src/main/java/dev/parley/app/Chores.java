package dev.parley.app;

import dev.parley.file.SweepBlobs;
import dev.parley.identity.SweepTokens;
import dev.parley.postgres.DatabaseClock;
import dev.parley.session.Sessions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does now and then: deletes what has expired, and sets its clock. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int AT_ONCE = 500;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());

  private Chores() {}

  static Chores start(
      DatabaseClock clock, Sessions sessions, SweepTokens tokens, SweepBlobs blobs) {
    var chores = new Chores();
    chores.every(clock::measure);
    chores.every(() -> sweep(() -> sessions.sweep(AT_ONCE)));
    chores.every(() -> sweep(() -> tokens.sweep(AT_ONCE)));
    chores.every(() -> sweep(() -> blobs.sweep(AT_ONCE)));
    return chores;
  }

  private static void sweep(IntSupplier portion) {
    int swept;
    do {
      swept = portion.getAsInt();
    } while (swept == AT_ONCE);
  }

  private void every(Runnable chore) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> guarded(chore), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private static void guarded(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException failed) {
      LOG.warn("a chore failed and comes again: {}", failed.toString());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
