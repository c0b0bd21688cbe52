package dev.parley.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads lines while something else goes on, each one only when it is wanted. */
final class Typing {
  private final BufferedReader in;
  private final Runnable typed;
  private final Semaphore wanted = new Semaphore(0);
  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private @Nullable Thread reader;
  private boolean outstanding;
  private boolean ended;

  /**
   * @param typed run when there is a line, or no more
   */
  Typing(BufferedReader in, Runnable typed) {
    this.in = in;
    this.typed = typed;
  }

  /** One line, unless one is being waited for already. */
  void want() {
    if (outstanding || ended) {
      return;
    }
    if (reader == null) {
      // A reader cannot be interrupted; as a daemon it holds nobody up.
      reader = Thread.ofPlatform().daemon().name("typing").start(this::read);
    }
    outstanding = true;
    wanted.release();
  }

  /** The wanted line, once it is there. */
  Optional<String> line() {
    var next = lines.poll();
    if (next == null) {
      return Optional.empty();
    }
    outstanding = false;
    ended = next.isEmpty();
    return next;
  }

  /** Whether no line will come any more. */
  boolean isOver() {
    return ended;
  }

  private void read() {
    try {
      Optional<String> line;
      do {
        wanted.acquire();
        line = Optional.ofNullable(in.readLine());
        lines.add(line);
        typed.run();
      } while (line.isPresent());
    } catch (IOException | InterruptedException unreadable) {
      lines.add(Optional.empty());
      typed.run();
    }
  }
}
