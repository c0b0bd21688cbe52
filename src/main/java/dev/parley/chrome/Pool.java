package dev.parley.chrome;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browsers with room for contexts, and contexts kept warm. */
final class Pool implements Browsers {
  private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

  private record Warm(SessionSpec.Policy policy, Context context) {}

  private final ChromeSettings settings;
  private final Gate.Gates gates;
  private final Starter starter;
  private final SessionSpec.Policy usual;
  private final Places places;
  private final ReentrantLock lock = new ReentrantLock();

  /** Held while a browser is started or a context made in one, so that none has too many. */
  private final ReentrantLock making = new ReentrantLock();

  private final ReentrantLock filling = new ReentrantLock();
  private final List<Chromium> browsers = new ArrayList<>();
  private final ArrayDeque<Warm> warm = new ArrayDeque<>();
  private boolean closed;

  Pool(ChromeSettings settings, Gate.Gates gates, SessionSpec.Policy usual) {
    this.settings = settings;
    this.gates = gates;
    this.usual = usual;
    this.starter = new Starter(settings);
    this.places = new Places(settings.sessions());
  }

  /** Starts a browser and warm contexts in the background. */
  void warmUp() {
    if (settings.warm() > 0 && hindrance().isEmpty()) {
      Thread.ofVirtual().name("browser-warm-up").start(this::fillWarm);
    }
  }

  @Override
  public BrowserSession open(SessionSpec spec, Cancel cancel) {
    if (!places.take(cancel)) {
      throw new BrowserFailure(BrowserFailure.Kind.NOT_STARTED, "the server is shutting down");
    }
    try {
      return openIn(spec, cancel);
    } catch (RuntimeException failed) {
      places.giveBack();
      throw failed;
    } finally {
      warmUp();
    }
  }

  private BrowserSession openIn(SessionSpec spec, Cancel cancel) {
    try {
      return begin(context(spec, cancel), spec, cancel);
    } catch (CdpFailure | IllegalStateException diedMeanwhile) {
      cancel.check();
      LOG.info("A session is opened again: {}", diedMeanwhile.getMessage());
      try {
        return begin(context(spec, cancel), spec, cancel);
      } catch (CdpFailure | IllegalStateException again) {
        throw new BrowserFailure(
            BrowserFailure.Kind.NOT_STARTED, "no session could be opened: " + again.getMessage());
      }
    }
  }

  private ChromeSession begin(Context context, SessionSpec spec, Cancel cancel) {
    var session = new ChromeSession(context, spec, this::released);
    try {
      session.begin(cancel);
      return session;
    } catch (RuntimeException failed) {
      session.abandon();
      throw failed;
    }
  }

  private Context context(SessionSpec spec, Cancel cancel) {
    if (spec.isolated()) {
      return own(spec, cancel);
    }
    var ready = takeWarm(spec.policy());
    return ready.isPresent() ? ready.get() : make(spec.policy(), cancel);
  }

  private Context own(SessionSpec spec, Cancel cancel) {
    var chromium = starter.start(this::gone);
    chromium.retire();
    add(chromium);
    return newContext(chromium, spec.policy(), cancel);
  }

  private Optional<Context> takeWarm(SessionSpec.Policy policy) {
    lock.lock();
    try {
      warm.removeIf(one -> !one.context().isOpen());
      var fits = warm.stream().filter(one -> one.policy().equals(policy)).findFirst();
      fits.ifPresent(warm::remove);
      return fits.map(Warm::context);
    } finally {
      lock.unlock();
    }
  }

  private Context make(SessionSpec.Policy policy, Cancel cancel) {
    making.lock();
    try {
      return newContext(roomy(), policy, cancel);
    } finally {
      making.unlock();
    }
  }

  /** A browser with room, the fullest first so that others can end; a new one if there is none. */
  private Chromium roomy() {
    lock.lock();
    try {
      var fullest =
          browsers.stream()
              .filter(one -> one.isFresh(settings.recycleAge(), settings.recycleMemory()))
              .filter(one -> one.contexts() < settings.perChromium())
              .max(java.util.Comparator.comparingInt(Chromium::contexts));
      if (fullest.isPresent()) {
        return fullest.get();
      }
    } finally {
      lock.unlock();
    }
    var chromium = starter.start(this::gone);
    add(chromium);
    return chromium;
  }

  private void add(Chromium chromium) {
    lock.lock();
    try {
      if (!closed && chromium.isOpen()) {
        browsers.add(chromium);
        return;
      }
    } finally {
      lock.unlock();
    }
    chromium.close();
    throw new BrowserFailure(BrowserFailure.Kind.NOT_STARTED, "the browser ended at its start");
  }

  private Context newContext(Chromium chromium, SessionSpec.Policy policy, Cancel cancel) {
    var gate = gates.open(policy);
    try {
      return chromium.newContext(gate, cancel);
    } catch (RuntimeException failed) {
      gate.close();
      if (chromium.isRetiring()) {
        chromium.close();
      }
      throw failed;
    }
  }

  /** A session has ended; its browser may end, too. */
  private void released(Context context) {
    places.giveBack();
    tidy(context.chromium());
  }

  private void tidy(Chromium chromium) {
    if (!chromium.isFresh(settings.recycleAge(), settings.recycleMemory())) {
      var leaving = new ArrayList<Context>();
      lock.lock();
      try {
        warm.removeIf(
            one -> one.context().chromium().equals(chromium) && leaving.add(one.context()));
      } finally {
        lock.unlock();
      }
      leaving.forEach(Context::close);
      if (chromium.contexts() == 0) {
        chromium.close();
      }
    }
  }

  /** A browser ended, in order or not. */
  private void gone(Chromium chromium) {
    lock.lock();
    try {
      browsers.remove(chromium);
      warm.removeIf(one -> one.context().chromium().equals(chromium));
    } finally {
      lock.unlock();
    }
    chromium.close();
  }

  private void fillWarm() {
    if (!filling.tryLock()) {
      return;
    }
    try {
      while (wantsWarm()) {
        keepWarm(make(usual, new Cancel()));
      }
    } catch (BrowserFailure | CdpFailure | IllegalStateException failed) {
      if (wantsWarm()) {
        LOG.warn("No session could be kept ready: {}", failed.getMessage());
      }
    } finally {
      filling.unlock();
    }
  }

  private boolean wantsWarm() {
    lock.lock();
    try {
      return !closed && warm.size() < settings.warm();
    } finally {
      lock.unlock();
    }
  }

  private void keepWarm(Context context) {
    lock.lock();
    try {
      if (!closed) {
        warm.add(new Warm(usual, context));
        return;
      }
    } finally {
      lock.unlock();
    }
    context.close();
  }

  @Override
  public Optional<String> hindrance() {
    return starter.hindrance();
  }

  @Override
  public Load load() {
    int taken = places.taken();
    int waiting = places.waiting();
    lock.lock();
    try {
      return new Load(taken, waiting, browsers.size(), warm.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<Chromium> all;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      all = List.copyOf(browsers);
    } finally {
      lock.unlock();
    }
    places.close();
    all.forEach(Chromium::close);
    starter.close();
  }
}
