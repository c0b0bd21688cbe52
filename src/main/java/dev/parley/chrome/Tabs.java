package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Script;
import dev.parley.chrome.cdp.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The tabs of a context: ids count up and are never used again, one tab is current. */
final class Tabs {
  private final CdpSession browser;
  private final String contextId;
  private final News news;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Tab> open = new LinkedHashMap<>();
  private final List<Consumer<Tab>> watchers = new CopyOnWriteArrayList<>();
  private final Set<String> visited = new HashSet<>();
  private Appearance appearance;
  private int lastId;
  private int current;

  Tabs(CdpSession browser, String contextId, News news, Appearance appearance) {
    this.browser = browser;
    this.contextId = contextId;
    this.news = news;
    this.appearance = appearance;
  }

  /** A page came by itself, or because we asked. */
  void attached(CdpSession session, Target.Info info) {
    var tab = enlist(session, info);
    if (tab.isEmpty()) {
      // its opener waits until it runs; closed before, it would wait for ever
      session
          .send(new Script.RunIfWaitingForDebugger())
          .whenDone(() -> browser.send(new Target.CloseTarget(info.targetId())));
      return;
    }
    notice();
  }

  private Optional<Tab> enlist(CdpSession session, Target.Info info) {
    lock.lock();
    try {
      if (open.size() >= Bounds.TABS) {
        news.add("a new tab was closed at once: " + Bounds.TABS + " are open");
        return Optional.empty();
      }
      var opener = open.get(info.openerId());
      int openerId = opener == null ? 0 : opener.id();
      var birth = new Tab.Birth(++lastId, openerId, info.targetId(), session);
      var tab = new Tab(birth, news, appearance);
      // before anybody can see it, so that its set-up comes before their commands
      tab.begin();
      open.put(info.targetId(), tab);
      if (openerId > 0) {
        news.add("tab " + tab.id() + " opened by tab " + openerId + " and is current now");
      }
      current = tab.id();
      changed.signalAll();
      return Optional.of(tab);
    } finally {
      lock.unlock();
    }
  }

  /** A page went. */
  void detached(String sessionId) {
    lock.lock();
    try {
      var gone =
          open.values().stream().filter(tab -> tab.page().id().equals(sessionId)).findFirst();
      if (gone.isEmpty()) {
        return;
      }
      var tab = gone.get();
      open.remove(tab.targetId());
      visited.addAll(tab.frames().takeVisited());
      tab.traffic().end();
      if (current == tab.id()) {
        current =
            byId(tab.opener())
                .or(() -> open.values().stream().reduce((_, newer) -> newer))
                .map(Tab::id)
                .orElse(0);
        news.add("tab " + tab.id() + " closed" + (current == 0 ? "" : "; current is " + current));
      } else {
        news.add("tab " + tab.id() + " closed");
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    notice();
  }

  /** The current tab; a blank one is opened if the last was closed. */
  Tab current(Cancel cancel) {
    return peek().orElseGet(() -> open("about:blank", cancel));
  }

  Optional<Tab> peek() {
    lock.lock();
    try {
      return byId(current);
    } finally {
      lock.unlock();
    }
  }

  /** Opens a tab of our own, blank, which becomes current. */
  Tab open(String url, Cancel cancel) {
    var target =
        browser.call(new Target.CreateTarget(url, contextId, true, false), Bounds.COMMAND, cancel);
    var tab = await(target, cancel);
    tab.awaitReady(cancel);
    return tab;
  }

  private Tab await(String targetId, Cancel cancel) {
    long deadline = System.nanoTime() + Bounds.COMMAND.toNanos();
    lock.lock();
    try {
      while (true) {
        var tab = open.get(targetId);
        if (tab != null) {
          return tab;
        }
        cancel.check();
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException("a new tab did not come");
        }
        var _ = changed.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    } finally {
      lock.unlock();
    }
  }

  /** Makes a tab current; -1 is the newest. Empty if there is none. */
  Optional<Tab> select(int id) {
    Optional<Tab> found;
    lock.lock();
    try {
      found = find(id);
      found.ifPresent(tab -> current = tab.id());
    } finally {
      lock.unlock();
    }
    found.ifPresent(tab -> browser.send(new Target.ActivateTarget(tab.targetId())));
    notice();
    return found;
  }

  /** Closes a tab and waits until it is gone; false if there is none. */
  boolean close(int id, Cancel cancel) {
    Optional<Tab> found;
    lock.lock();
    try {
      found = find(id);
    } finally {
      lock.unlock();
    }
    if (found.isEmpty()) {
      return false;
    }
    var tab = found.get();
    browser.call(new Target.CloseTarget(tab.targetId()), Bounds.COMMAND, cancel);
    // the event that it is gone may still be under way
    detached(tab.page().id());
    return true;
  }

  /** All open tabs, the oldest first. */
  List<Tab> all() {
    lock.lock();
    try {
      return List.copyOf(open.values());
    } finally {
      lock.unlock();
    }
  }

  /** A tab with those that come from the same one as it does. */
  List<Tab> family(Tab of) {
    lock.lock();
    try {
      int first = first(of);
      return open.values().stream().filter(tab -> first(tab) == first).toList();
    } finally {
      lock.unlock();
    }
  }

  private int first(Tab of) {
    var tab = of;
    for (int i = 0; i < Bounds.TABS; i++) {
      var opener = byId(tab.opener());
      if (opener.isEmpty()) {
        return tab.opener() == 0 ? tab.id() : tab.opener();
      }
      tab = opener.get();
    }
    return tab.id();
  }

  int currentId() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Ids below are those of tabs before a restore, and are not used again. */
  void skipIdsTo(int id) {
    lock.lock();
    try {
      lastId = Math.max(lastId, id);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a tab the id it had before a restore. */
  void renumber(Tab tab, int id) {
    lock.lock();
    try {
      if (current == tab.id()) {
        current = id;
      }
      tab.renumber(id);
    } finally {
      lock.unlock();
    }
  }

  /** http origins of tabs that were closed since this was last asked. */
  Set<String> takeVisited() {
    lock.lock();
    try {
      var taken = Set.copyOf(visited);
      visited.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void appear(Appearance wanted) {
    var present = new ArrayList<Tab>();
    lock.lock();
    try {
      appearance = wanted;
      present.addAll(open.values());
    } finally {
      lock.unlock();
    }
    present.forEach(tab -> tab.appear(wanted));
  }

  Appearance appearance() {
    lock.lock();
    try {
      return appearance;
    } finally {
      lock.unlock();
    }
  }

  /** Tells when another tab is current; at once, too. */
  void onCurrent(Consumer<Tab> watcher) {
    watchers.add(watcher);
    peek().ifPresent(watcher);
  }

  /** A tab that a page opened for what became a download. */
  void closeIfEmpty(String frameId) {
    lock.lock();
    try {
      var tab = open.get(frameId);
      if (tab != null && tab.opener() > 0 && tab.traffic().documents() == 0) {
        browser.send(new Target.CloseTarget(tab.targetId()));
      }
    } finally {
      lock.unlock();
    }
  }

  private void notice() {
    peek().ifPresent(tab -> watchers.forEach(watcher -> watcher.accept(tab)));
  }

  private Optional<Tab> find(int id) {
    return id == -1 ? open.values().stream().reduce((_, newer) -> newer) : byId(id);
  }

  private Optional<Tab> byId(int id) {
    return open.values().stream().filter(tab -> tab.id() == id).findFirst();
  }
}
