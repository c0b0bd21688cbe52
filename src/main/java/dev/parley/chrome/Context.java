package dev.parley.chrome;

import dev.parley.browser.Gate;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import dev.parley.chrome.launch.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A browser context with its own cookies, storage, tabs, downloads and way out. */
final class Context implements AutoCloseable {
  private final Chromium chromium;
  private final String id;
  private final Gate gate;
  private final @Nullable Path folder;
  private final News news = new News();

  /** Those that belong to no tab alone. */
  private final Workers workers = new Workers(news);

  private final Tabs tabs;
  private final Downloads downloads;
  private final ReentrantLock lock = new ReentrantLock();

  /** While a page of our own is on its way, pages without an opener may be it. */
  private final List<Target.Attached> held = new ArrayList<>();

  private int hiddenExpected;
  private boolean closed;

  /** What a context is made of. */
  record Birth(String id, Gate gate, @Nullable Path folder) {}

  Context(Chromium chromium, Birth birth) {
    this.chromium = chromium;
    this.id = birth.id();
    this.gate = birth.gate();
    this.folder = birth.folder();
    var browser = chromium.browser();
    this.tabs = new Tabs(browser, id, news, Appearance.usual(chromium.version().userAgent()));
    this.downloads =
        new Downloads(browser, id, birth.folder() == null ? Path.of("") : birth.folder(), news);
  }

  /** Opens its first page and teaches it the way out. */
  void begin(Cancel cancel) {
    var browser = chromium.browser();
    browser.send(new Browser.GrantPermissions(List.of(), id));
    browser.send(
        new Browser.SetDownloadBehavior(
            folder == null ? "deny" : "allowAndName",
            id,
            folder == null ? "" : folder.toString(),
            true));
    var tab = tabs.open("about:blank", cancel);
    Priming.of(tab.page(), gate, cancel);
    tab.frames().takeVisited();
  }

  /** A page of this context came. */
  void attached(CdpSession session, Target.Attached target) {
    lock.lock();
    try {
      if (hiddenExpected > 0 && target.info().openerId().isEmpty()) {
        held.add(target);
        return;
      }
    } finally {
      lock.unlock();
    }
    tabs.attached(session, target.info());
  }

  /** A worker came that several pages share. */
  void workerAttached(CdpSession session) {
    if (workers.admits(session)) {
      tabs.appearance().worker(session);
      session.send(new Script.RunIfWaitingForDebugger());
    }
  }

  /** A page that is no tab, for work of our own; the caller closes it. */
  Hidden openHidden(Cancel cancel) {
    lock.lock();
    try {
      hiddenExpected++;
    } finally {
      lock.unlock();
    }
    var browser = chromium.browser();
    var target = "";
    try {
      target =
          browser.call(
              new Target.CreateTarget("about:blank", id, true, true), Bounds.COMMAND, cancel);
      return new Hidden(target, awaitHidden(target, cancel));
    } finally {
      release(target);
    }
  }

  /** A page that is no tab. */
  record Hidden(String targetId, CdpSession session) {}

  private CdpSession awaitHidden(String target, Cancel cancel) {
    long deadline = System.nanoTime() + Bounds.COMMAND.toNanos();
    while (System.nanoTime() < deadline) {
      cancel.check();
      var found = takeHidden(target);
      if (found.isPresent()) {
        var session = found.get();
        var _ = session.call(new Script.RunIfWaitingForDebugger(), Bounds.COMMAND, cancel);
        return session;
      }
      // the answer and the event come on two ways; a round trip lets the event overtake
      var _ = chromium.browser().call(new Browser.GetVersion(), Bounds.COMMAND, cancel);
    }
    throw new IllegalStateException("a new page did not come");
  }

  private Optional<CdpSession> takeHidden(String target) {
    lock.lock();
    try {
      var mine = held.stream().filter(one -> one.info().targetId().equals(target)).findFirst();
      mine.ifPresent(held::remove);
      return mine.flatMap(one -> chromium.browser().child(one.sessionId()));
    } finally {
      lock.unlock();
    }
  }

  private void release(String target) {
    List<Target.Attached> others;
    lock.lock();
    try {
      hiddenExpected--;
      others = hiddenExpected == 0 ? List.copyOf(held) : List.of();
      held.removeAll(others);
    } finally {
      lock.unlock();
    }
    for (var other : others) {
      if (!other.info().targetId().equals(target)) {
        chromium
            .browser()
            .child(other.sessionId())
            .ifPresent(session -> tabs.attached(session, other.info()));
      }
    }
  }

  void closeHidden(Hidden page) {
    chromium.browser().send(new Target.CloseTarget(page.targetId()));
  }

  String id() {
    return id;
  }

  Gate gate() {
    return gate;
  }

  Chromium chromium() {
    return chromium;
  }

  Tabs tabs() {
    return tabs;
  }

  News news() {
    return news;
  }

  Downloads downloads() {
    return downloads;
  }

  /** Whether there is a folder for files; there is none with a browser elsewhere. */
  boolean keepsFiles() {
    return folder != null;
  }

  boolean isOpen() {
    lock.lock();
    try {
      return !closed && chromium.isOpen();
    } finally {
      lock.unlock();
    }
  }

  /** Everything of it goes. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      lock.unlock();
    }
    try {
      if (chromium.isOpen()) {
        chromium
            .browser()
            .call(new Target.DisposeBrowserContext(id), Bounds.DISPOSAL, new Cancel());
      }
    } catch (CdpFailure stuck) {
      // a browser that is gone has taken it along
      if (stuck.kind() != CdpFailure.Kind.CLOSED) {
        chromium.kill("it does not close a session: " + stuck.why());
      }
    } finally {
      gate.close();
      if (folder != null) {
        Trees.remove(folder);
      }
      chromium.forget(this);
    }
  }
}
