package dev.parley.chrome.cdp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages over a pair of pipes, each ended by a NUL. */
public final class PipeTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(PipeTransport.class);

  private final InputStream from;
  private final OutputStream to;
  private final CompletableFuture<Receiver> receiver = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Outbox outbox;

  public PipeTransport(InputStream from, OutputStream to) {
    this.from = from;
    this.to = to;
    this.outbox = new Outbox("cdp-writer", this::write, this::end);
  }

  @Override
  public void start(Receiver newReceiver) {
    receiver.complete(newReceiver);
    Thread.ofPlatform().daemon().name("cdp-reader").start(() -> read(newReceiver));
  }

  @Override
  public void send(byte[] utf8) {
    outbox.add(utf8);
  }

  @Override
  public void close() {
    end("the connection was closed");
  }

  private void end(String why) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    outbox.close();
    // closing may wait for a write or read that hangs, and whoever ends this must not
    Thread.ofVirtual().start(this::closeStreams);
    // a program may end before anybody listens
    var _ = receiver.thenAccept(listener -> listener.closed(why));
  }

  private void closeStreams() {
    try (from;
        to) {
      // the end of our pipe is what ends the browser
    } catch (IOException alreadyGone) {
      LOG.debug("A pipe to a browser was closed already: {}", alreadyGone.getMessage());
    }
  }

  private void write(List<byte[]> batch) throws IOException {
    var bytes = new ByteArrayOutputStream(batch.stream().mapToInt(one -> one.length + 1).sum());
    for (var message : batch) {
      bytes.writeBytes(message);
      bytes.write(0);
    }
    bytes.writeTo(to);
    to.flush();
  }

  private void read(Receiver listener) {
    var chunk = new byte[1 << 16];
    var message = new ByteArrayOutputStream(1 << 16);
    try {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        int begin = 0;
        for (int at = 0; at < read; at++) {
          if (chunk[at] == 0) {
            message.write(chunk, begin, at - begin);
            listener.message(message.toByteArray());
            message.reset();
            begin = at + 1;
          }
        }
        message.write(chunk, begin, read - begin);
      }
      end("the browser ended");
    } catch (IOException gone) {
      end("the browser ended");
    }
  }
}
