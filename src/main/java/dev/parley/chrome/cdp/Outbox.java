package dev.parley.chrome.cdp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Messages on their way out, written by a thread of its own so that a full pipe blocks nobody. */
final class Outbox {
  /** A browser that reads nothing while so much waits is taken for dead. */
  private static final long MOST_BYTES = 256L << 20;

  private static final byte[] END = new byte[0];

  /** Writes a batch; may block. */
  interface Writer {
    void write(List<byte[]> batch) throws IOException, InterruptedException;
  }

  private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Consumer<String> broken;

  Outbox(String name, Writer writer, Consumer<String> broken) {
    this.broken = broken;
    Thread.ofPlatform().daemon().name(name).start(() -> run(writer));
  }

  void add(byte[] message) {
    if (waiting.addAndGet(message.length) > MOST_BYTES) {
      broken.accept("the browser does not read its commands");
      return;
    }
    queue.add(message);
  }

  /** What was added before is still written. */
  void close() {
    queue.add(END);
  }

  private void run(Writer writer) {
    var batch = new ArrayList<byte[]>();
    try {
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        int end = batch.indexOf(END);
        var now = end < 0 ? batch : batch.subList(0, end);
        if (!now.isEmpty()) {
          writer.write(now);
          waiting.addAndGet(-now.stream().mapToLong(message -> message.length).sum());
        }
        if (end >= 0) {
          return;
        }
      }
    } catch (IOException gone) {
      broken.accept("the connection to the browser broke: " + gone.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      broken.accept("the connection to the browser was interrupted");
    }
  }
}
