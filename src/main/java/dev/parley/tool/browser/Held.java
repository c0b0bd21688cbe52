package dev.parley.tool.browser;

import dev.parley.browser.Action;
import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Download;
import dev.parley.browser.Picture;
import dev.parley.cancel.Cancel;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser of one turn on this node, or how to have it again.
 *
 * <p>A session is for one thread at a time: whoever uses it does so {@link #alone}, the step under
 * way, a person while the turn waits, a picture taken meanwhile, and the release of what is not
 * used. Only {@link #leave} comes between.
 */
final class Held {
  private static final Logger LOG = LoggerFactory.getLogger(Held.class);
  private static final Duration LAST_PICTURE = Duration.ofSeconds(2);
  private static final Duration PATIENCE_OF_HANDS = Duration.ofSeconds(2);
  private static final String RESTARTED =
      "The browser was started again, since this server or the browser had ended.";
  private static final String CRASHED = "The browser had ended by itself and was started again.";
  private static final String UNUSED =
      "The browser was closed while nobody used it, and was started again.";

  private final Parts parts;
  private final TurnId turn;
  private final boolean pictured;
  private final UserId owner;
  private final Opening opening;
  private final Keeping keeping;
  private final Secrets secrets;
  private final Pictures pictures;
  private final SessionFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong uses = new AtomicLong();
  private final List<String> notices = new ArrayList<>();
  private final List<Download> downloads = new ArrayList<>();
  private volatile @Nullable BrowserSession session;
  private volatile boolean left;
  private volatile Instant used;
  private String ended = RESTARTED;
  private int crashes;
  private int round;
  private boolean unpictured;
  private Opening.@Nullable Opened beginning;
  private @Nullable Picture picture;

  Held(Parts parts, TurnId turn, WebWork work) {
    this.parts = parts;
    this.turn = turn;
    this.pictured = work.pictured();
    this.owner = work.session().owner();
    this.opening = new Opening(parts, work);
    this.keeping = new Keeping(parts, turn, work);
    this.secrets = new Secrets(work.secrets(), parts.clock());
    this.pictures = new Pictures(parts.screenshots(), work.session(), secrets);
    this.files = new SessionFiles(parts.files(), parts.texts(), work.session());
    this.used = parts.clock().instant();
  }

  Secrets secrets() {
    return secrets;
  }

  SessionFiles files() {
    return files;
  }

  <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      touch();
      return work.get();
    } finally {
      touch();
      lock.unlock();
    }
  }

  void touch() {
    used = parts.clock().instant();
  }

  /** The agent begins to use it; under the lock. */
  void used() {
    uses.incrementAndGet();
  }

  /** How often it has begun. */
  long uses() {
    return uses.get();
  }

  /** A person uses it, unless the agent does or has done so since then. */
  ByHand byHand(long since, Consumer<BrowserSession> work) {
    try {
      if (!lock.tryLock(PATIENCE_OF_HANDS.toMillis(), TimeUnit.MILLISECONDS)) {
        return ByHand.AGENT_ACTS;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    }
    try {
      var browser = open();
      if (uses.get() != since) {
        return ByHand.AGENT_ACTS;
      }
      if (browser.isEmpty()) {
        return ByHand.NONE_OPEN;
      }
      touch();
      acted();
      work.accept(browser.get());
      return ByHand.DONE;
    } finally {
      lock.unlock();
    }
  }

  Optional<BrowserSession> open() {
    var open = session;
    return open == null || !open.isOpen() ? Optional.empty() : Optional.of(open);
  }

  /** The browser, opened if there is none; waits for a place. */
  BrowserSession session(Cancel cancel) {
    var open = session;
    if (open != null && !open.isOpen()) {
      lost();
    }
    if (session == null) {
      open(cancel);
    }
    var opened = beginning;
    if (opened != null) {
      var begun = opening.begin(opened, cancel);
      beginning = null;
      notices.addAll(begun.notices());
      downloads.addAll(begun.downloads());
    }
    return open().orElseThrow(Held::gone);
  }

  private void open(Cancel cancel) {
    var logins = Logins.of(owner, parts.logins());
    secrets.hide(logins.hidden());
    var opened = opening.open(keeping.latest(), logins, ended, crashes > 1, cancel);
    session = opened.session();
    if (left) {
      opened.session().close();
      throw gone();
    }
    ended = RESTARTED;
    unpictured = pictured;
    // a pause may come between: what is not begun then begins later
    beginning = opened;
    if (opened.fresh() && !logins.cookies().isEmpty()) {
      listen(opened.session(), cancel);
    }
    if (opened.fresh() && pictured) {
      firstPicture(opened.session(), cancel);
    }
  }

  private static BrowserFailure gone() {
    return new BrowserFailure(BrowserFailure.Kind.CLOSED, "the browser session was closed");
  }

  private void firstPicture(BrowserSession browser, Cancel cancel) {
    var first = pictures.take(browser, cancel);
    Thread.ofVirtual().name("picture-" + turn).start(() -> pictures.keep(round, first));
  }

  /** The browser has ended; what is left of it goes. */
  void lost() {
    crashes++;
    ended = CRASHED;
    close();
  }

  private void close() {
    var open = session;
    session = null;
    beginning = null;
    picture = null;
    if (open != null) {
      open.close();
    }
  }

  /** It was looked at: what may have ended it before did not. */
  void survived() {
    crashes = 0;
  }

  /** The page may look different from now on. */
  void acted() {
    unpictured = pictured;
    picture = null;
  }

  void round(int now) {
    round = now;
  }

  /** What happened outside the actions, each told once: in sentences, and finished downloads. */
  List<String> news() {
    var told = new ArrayList<>(notices);
    told.addAll(files.keep(downloads).lines());
    notices.clear();
    downloads.clear();
    return told;
  }

  /** Takes in what has happened by itself since the last action. */
  void listen(BrowserSession browser, Cancel cancel) {
    var since = browser.act(new Action.Pause(Duration.ZERO), cancel);
    since.text().lines().skip(1).forEach(notices::add);
    downloads.addAll(since.downloads());
  }

  Keeping keeping() {
    return keeping;
  }

  /** Takes the round's picture and keeps it, beside whatever the turn does next. */
  void pictureSoon() {
    if (!unpictured) {
      return;
    }
    var cancel = new Cancel();
    Thread.ofVirtual()
        .name("picture-" + turn)
        .start(() -> {
          lock.lock();
          try {
            lastPicture(cancel);
          } finally {
            lock.unlock();
          }
        });
  }

  /** Of the page as it is, unless there is one. */
  private void lastPicture(Cancel cancel) {
    if (unpictured && !left) {
      open().ifPresent(browser -> keepPicture(browser, cancel));
    }
  }

  private void keepPicture(BrowserSession browser, Cancel cancel) {
    try {
      var taken = pictures.take(browser, cancel);
      picture = taken;
      unpictured = false;
      pictures.keep(round, taken);
    } catch (BrowserFailure gone) {
      pictures.missed(gone);
    } catch (Cancel.Cancelled late) {
      LOG.debug("No picture of turn {} in time", turn);
    }
  }

  /** The page as it was last looked at. */
  Optional<Picture> picture(Cancel cancel) {
    return alone(() -> {
      if (picture == null) {
        open().ifPresent(browser -> keepPicture(browser, cancel));
      }
      return Optional.ofNullable(picture);
    });
  }

  /** Lets go of a browser that nobody has used since then; it can be had again. */
  void release(Instant unusedSince) {
    if (session == null || used.isAfter(unusedSince) || !lock.tryLock()) {
      return;
    }
    try {
      if (!used.isAfter(unusedSince)) {
        open().ifPresent(this::keepBeforeRelease);
        ended = UNUSED;
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepBeforeRelease(BrowserSession browser) {
    try {
      keeping.save(browser.checkpoint(new Cancel()));
    } catch (BrowserFailure gone) {
      LOG.debug("No checkpoint of turn {} before its release: {}", turn, gone.getMessage());
    }
  }

  /** For good: a last picture if that is at hand, and everything goes. */
  void leave() {
    try {
      if (lock.tryLock(LAST_PICTURE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          within(LAST_PICTURE, this::lastPicture);
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      left = true;
      var open = session;
      if (open != null) {
        open.close();
      }
    }
  }

  private static void within(Duration time, Consumer<Cancel> work) {
    var over = new Cancel();
    var late = new Cancel();
    Thread.ofVirtual()
        .start(() -> {
          try {
            over.pause(time);
            late.cancel();
          } catch (Cancel.Cancelled _) {
            // it was over in time
          }
        });
    try {
      work.accept(late);
    } finally {
      over.cancel();
    }
  }

  Instant now() {
    return parts.clock().instant();
  }
}
