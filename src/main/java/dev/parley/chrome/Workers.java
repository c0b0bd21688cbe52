package dev.parley.chrome;

import dev.parley.chrome.cdp.CdpSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** As many workers as may run at once; one too many waits for ever and takes no time of others. */
final class Workers {
  private final Set<CdpSession> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean told = new AtomicBoolean();
  private final News news;

  Workers(News news) {
    this.news = news;
  }

  /** Whether it may run; one that has ended makes room. */
  boolean admits(CdpSession worker) {
    running.removeIf(one -> one.ended().isPresent());
    if (running.size() < Bounds.WORKERS) {
      running.add(worker);
      return true;
    }
    if (told.compareAndSet(false, true)) {
      news.add("a page has started " + Bounds.WORKERS + " workers; more of them do not run");
    }
    return false;
  }
}
