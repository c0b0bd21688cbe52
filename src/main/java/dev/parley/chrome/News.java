package dev.parley.chrome;

import dev.parley.browser.Download;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What happened by itself since it was last told. */
final class News {
  /** A page may make as many as it likes. */
  private static final int MOST = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> lines = new ArrayList<>();
  private final List<Download> downloads = new ArrayList<>();
  private String lastLine = "";
  private int repeated;
  private int untold;

  /** Lines and finished downloads, in order. */
  record Told(List<String> lines, List<Download> downloads) {
    Told {
      lines = List.copyOf(lines);
      downloads = List.copyOf(downloads);
    }
  }

  void add(String line) {
    lock.lock();
    try {
      if (line.equals(lastLine) && !lines.isEmpty()) {
        lines.set(lines.size() - 1, line + " (" + ++repeated + " times)");
      } else if (lines.size() < MOST) {
        lines.add(line);
        lastLine = line;
        repeated = 1;
      } else {
        untold++;
      }
    } finally {
      lock.unlock();
    }
  }

  void add(Download download, String line) {
    lock.lock();
    try {
      downloads.add(download);
      lines.add(line);
      lastLine = "";
    } finally {
      lock.unlock();
    }
  }

  Told take() {
    lock.lock();
    try {
      if (untold > 0) {
        lines.add("and " + untold + " more things of this kind");
      }
      var told = new Told(lines, downloads);
      lines.clear();
      downloads.clear();
      untold = 0;
      return told;
    } finally {
      lock.unlock();
    }
  }
}
