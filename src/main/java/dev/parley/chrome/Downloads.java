package dev.parley.chrome;

import dev.parley.browser.Download;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.CdpSession;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session downloads: files of its folder, told when whole. */
final class Downloads {
  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

  /** Between a navigation that ends as a download and the word of it. */
  private static final Duration BEGIN = Duration.ofMillis(500);

  private static final class Under {
    private final String name;
    private long received;

    Under(String name) {
      this.name = name;
    }
  }

  private final CdpSession browser;
  private final String contextId;
  private final Path folder;
  private final News news;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Under> underWay = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private int begun;
  private long most = Long.MAX_VALUE;
  private long total;

  Downloads(CdpSession browser, String contextId, Path folder, News news) {
    this.browser = browser;
    this.contextId = contextId;
    this.folder = folder;
    this.news = news;
  }

  Path folder() {
    return folder;
  }

  /** No more than so many bytes in all. */
  void limit(long mostBytes) {
    lock.lock();
    try {
      most = mostBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a download without a known frame is one of ours. */
  boolean has(String guid) {
    return Files.exists(folder.resolve(guid));
  }

  void begun(Browser.DownloadWillBegin download) {
    lock.lock();
    try {
      begun++;
      changed.signalAll();
      underWay.put(download.guid(), new Under(SafeName.of(download.suggested())));
    } finally {
      lock.unlock();
    }
  }

  void progressed(Browser.DownloadProgress progress) {
    lock.lock();
    try {
      var under = underWay.get(progress.guid());
      if (under == null) {
        return;
      }
      under.received = progress.received();
      changed.signalAll();
      switch (progress.state()) {
        case "completed" -> complete(progress.guid(), under);
        case "canceled" -> {
          underWay.remove(progress.guid());
          news.add("download " + Quoted.of(under.name) + " was broken off");
        }
        default -> stopIfTooBig(progress.guid(), under);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many there have been. */
  int begun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** Waits a moment until there have been more than that; whether there were. */
  boolean awaitBegun(int more, Cancel cancel) {
    return await(() -> begun > more, BEGIN, cancel);
  }

  /** Waits until those begun since there were so many are whole, at most as for an action. */
  void settle(int before, Cancel cancel) {
    if (begun() > before) {
      var _ = await(underWay::isEmpty, Bounds.ACTION, cancel);
    }
  }

  private boolean await(BooleanSupplier so, Duration most, Cancel cancel) {
    long deadline = System.nanoTime() + most.toNanos();
    try (var _ = cancel.onCancel(this::wake)) {
      lock.lock();
      try {
        while (!so.getAsBoolean()) {
          cancel.check();
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          var _ = changed.await(left, TimeUnit.NANOSECONDS);
        }
        return true;
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A line for each that is not whole yet. */
  List<String> pending() {
    lock.lock();
    try {
      return underWay.values().stream()
          .map(under ->
              "download " + Quoted.of(under.name) + " in progress: " + under.received + " bytes")
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a file that we made ourselves in the folder. */
  void add(Path file, String name) {
    lock.lock();
    try {
      publish(file, SafeName.of(name));
    } finally {
      lock.unlock();
    }
  }

  private void stopIfTooBig(String guid, Under under) {
    if (total + under.received > most) {
      browser.send(new Browser.CancelDownload(guid, contextId));
      underWay.remove(guid);
      news.add(
          "download "
              + Quoted.of(under.name)
              + " was stopped: it exceeds the "
              + most
              + " bytes that this session may download");
    }
  }

  private void complete(String guid, Under under) {
    underWay.remove(guid);
    publish(folder.resolve(guid), under.name);
  }

  private void publish(Path from, String wanted) {
    var name = SafeName.unused(wanted, names::contains);
    try {
      long bytes = Files.size(from);
      if (total + bytes > most) {
        Files.delete(from);
        news.add(
            "download "
                + Quoted.of(name)
                + " was dropped: it exceeds the "
                + most
                + " bytes that this session may download");
        return;
      }
      var file = Files.move(from, folder.resolve(name));
      names.add(name);
      total += bytes;
      var type = URLConnection.guessContentTypeFromName(name);
      news.add(
          new Download(name, file, bytes, type == null ? "application/octet-stream" : type),
          "downloaded " + Quoted.of(name) + ", " + bytes + " bytes");
    } catch (IOException lost) {
      LOG.warn("A download was lost", lost);
      news.add("download " + Quoted.of(name) + " could not be kept");
    }
  }
}
