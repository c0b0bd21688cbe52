package dev.parley.app;

import dev.parley.file.SweepBlobs;
import dev.parley.identity.CloseAccount;
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

/** What a server does now and then: deletes what has expired, sets its clock, counts its queue. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final int AT_ONCE = 500;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());

  private Chores() {}

  /** Work that comes again and again, each time a portion. */
  record Sweeps(Sessions sessions, SweepTokens tokens, SweepBlobs blobs, CloseAccount closing) {}

  static Chores start(DatabaseClock clock, Sweeps sweeps, Queue queue, Runnable release) {
    var chores = new Chores();
    chores.every(EVERY, clock::measure);
    chores.every(EVERY, () -> sweep(() -> sweeps.sessions.sweep(AT_ONCE)));
    chores.every(EVERY, () -> sweep(() -> sweeps.tokens.sweep(AT_ONCE)));
    chores.every(EVERY, () -> sweep(() -> sweeps.closing.sweep(AT_ONCE)));
    chores.every(EVERY, () -> sweep(() -> sweeps.blobs.sweep(AT_ONCE)));
    chores.every(EVERY, release);
    chores.every(OFTEN, queue::count);
    return chores;
  }

  private static void sweep(IntSupplier portion) {
    int swept;
    do {
      swept = portion.getAsInt();
    } while (swept == AT_ONCE);
  }

  private void every(Duration period, Runnable chore) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> guarded(chore), period.toSeconds(), period.toSeconds(), TimeUnit.SECONDS);
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
