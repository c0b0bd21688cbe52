package dev.parley.webagent.live;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.CurrentTab;
import dev.parley.browser.Picture;
import dev.parley.cancel.Cancel;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.webagent.live.LiveSessions.Standing;
import dev.parley.webagent.live.LiveState.Place;
import dev.parley.webagent.live.LiveView.End;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session that somebody watches or has control of, as long as anybody does.
 *
 * <p>A thread of its own asks how the session stands, stays with its browser as it comes and goes,
 * and tells the audience what is different.
 */
final class Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration ASK = Duration.ofSeconds(1);

  /** The last picture of a session comes a little after its end. */
  private static final Duration LAST_PICTURE = Duration.ofSeconds(5);

  private final LiveViews.Parts parts;
  private final UserId owner;
  private final WebSessionId id;
  private final Audience audience = new Audience();
  private final Control control;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private boolean due = true;
  private long askedAt;
  private long writtenAt = System.nanoTime();
  private long toldAt;
  private long over;
  private @Nullable Standing standing;
  private @Nullable BrowserSession browser;
  private BrowserSession.@Nullable Watch watch;
  private @Nullable CurrentTab tab;

  Watched(LiveViews.Parts parts, UserId owner, WebSessionId id) {
    this.parts = parts;
    this.owner = owner;
    this.id = id;
    this.control = new Control(parts);
  }

  Audience audience() {
    return audience;
  }

  Control control() {
    return control;
  }

  /** Whether anybody watches or has control. */
  boolean isUsed() {
    return audience.size() > 0 || control.controller() != null;
  }

  /** Has it look at once. */
  void call() {
    lock.lock();
    try {
      due = true;
      called.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Goes on until nobody needs it. */
  void run(BooleanSupplier isOver) {
    try {
      for (boolean asks = await(); !isOver.getAsBoolean(); asks = await()) {
        try {
          round(asks);
        } catch (RuntimeException failed) {
          LOG.warn("Session {} cannot be shown as it is: {}", id, failed.toString());
        }
      }
    } finally {
      unwatch();
    }
  }

  /** Until the next look; whether to ask how the session stands. */
  private boolean await() {
    lock.lock();
    try {
      long left = LOOK.toNanos();
      while (!due && left > 0) {
        left = called.awaitNanos(left);
      }
      boolean asks = due || isAfter(askedAt, ASK);
      due = false;
      return asks;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void round(boolean asks) {
    if (asks) {
      long readAt = System.nanoTime();
      var now = parts.sessions().standing(owner, id);
      askedAt = readAt;
      standing = now.orElse(null);
      control.settle(standing, readAt);
      if (now.isEmpty()) {
        unwatch();
        audience.end(End.DELETED);
        return;
      }
    }
    if (isAfter(writtenAt, ASK)) {
      writtenAt = System.nanoTime();
      control.write();
    }
    var known = standing;
    if (known != null) {
      follow(known);
      tell(known, asks);
    }
  }

  /** Stays with the browser the turn has now. */
  private void follow(Standing known) {
    var turn = known.turn();
    var now =
        turn == null || known.status().isFinal()
            ? Optional.<BrowserSession>empty()
            : parts.browsers().open(turn.id());
    if (!Objects.equals(now.orElse(null), browser)) {
      unwatch();
      now.ifPresent(this::watch);
    }
  }

  private void watch(BrowserSession opened) {
    try {
      watch = opened.watch(audience::show);
      browser = opened;
    } catch (BrowserFailure gone) {
      LOG.debug("The browser of session {} has just gone: {}", id, gone.getMessage());
    }
  }

  private void unwatch() {
    var watching = watch;
    watch = null;
    browser = null;
    tab = null;
    if (watching != null) {
      watching.close();
    }
  }

  private void tell(Standing known, boolean asks) {
    var place = place(known);
    var open = browser;
    if (open != null && (asks || tab == null || isAfter(toldAt, LOOK.multipliedBy(2)))) {
      toldAt = System.nanoTime();
      tab = current(open);
    }
    audience.tell(
        new LiveState(
            known.name(), known.status(), place, tab, control.controller(), audience.size()));
    if (open == null && !audience.hasSeen() && place != Place.STARTING) {
      lastPicture(known).ifPresent(audience::show);
    }
    if (place == Place.ENDED) {
      over = over == 0 ? System.nanoTime() : over;
      if (audience.hasSeen() || isAfter(over, LAST_PICTURE)) {
        audience.end(End.ENDED);
      }
    }
  }

  private static boolean isAfter(long time, Duration later) {
    return System.nanoTime() - time >= later.toNanos();
  }

  private @Nullable CurrentTab current(BrowserSession open) {
    try {
      return open.current(new Cancel());
    } catch (BrowserFailure gone) {
      return tab;
    }
  }

  private Optional<Picture> lastPicture(Standing known) {
    return parts
        .screenshots()
        .newestImage(known.key())
        .map(image -> new Picture(image.bytes(), image.mediaType(), 0, 0));
  }

  private Place place(Standing known) {
    var turn = known.turn();
    if (known.status().isFinal()) {
      return Place.ENDED;
    }
    if (browser != null) {
      return Place.OPEN;
    }
    if (turn == null) {
      return Place.STARTING;
    }
    if (turn.isElsewhere(parts.pausing().node())) {
      return Place.ELSEWHERE;
    }
    return turn.rests() ? Place.AWAY : Place.STARTING;
  }
}
