package dev.parley.chrome.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/** The last lines that a browser wrote to its standard error. */
final class LastWords {
  private static final int LINES = 40;
  private static final int LINE = 400;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  LastWords(InputStream errors) {
    reader = Thread.ofPlatform().daemon().name("chromium-errors").start(() -> read(errors));
  }

  /** The end of it, once the browser has ended. */
  String text() {
    try {
      reader.join(500);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      // what a machine without a desktop makes it complain of says nothing
      return String.join(
          "; ", lines.stream().filter(line -> !line.contains("dbus")).skip(0).toList());
    } finally {
      lock.unlock();
    }
  }

  private void read(InputStream errors) {
    try (var reader = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line.length() > LINE ? line.substring(0, LINE) : line);
      }
    } catch (IOException ended) {
      add("(" + ended.getMessage() + ")");
    }
  }

  private void add(String line) {
    lock.lock();
    try {
      lines.add(line);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }
}
