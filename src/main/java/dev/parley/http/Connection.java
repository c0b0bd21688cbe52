package dev.parley.http;

import dev.parley.cancel.Cancel;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection, as far as requests need it. */
final class Connection {
  /** How long a client may take to send a body. */
  static final Duration BODY_TIME = Duration.ofSeconds(60);

  /** How long we read away what nobody wants, so that the client can read our answer. */
  static final Duration SKIP_TIME = Duration.ofSeconds(5);

  private static final long MOST_SKIPPED = 256L * 1024 * 1024;
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final ConnectionContext context;
  private final Connections all;
  private final Connections.Open open;
  private @Nullable Presence presence;

  /** For a request that has come. */
  Connection(ConnectionContext context, Connections all) {
    this.context = context;
    this.all = all;
    this.open = all.find(context.remotePeer().address());
    open.calm();
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Sends bytes at once; blocks while the client reads slowly, within bounds. */
  void send(byte[] bytes) {
    open.within(all.taking(bytes.length));
    try {
      context.dataWriter().writeNow(BufferData.create(bytes));
    } catch (UncheckedIOException | SocketWriterException | ServerConnectionException gone) {
      throw new ClientGone("the client closed the connection");
    } finally {
      open.calm();
    }
  }

  /** Closes it from any thread; whoever reads or writes gets {@link ClientGone}. */
  void close() {
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException alreadyClosed) {
      // closing is all that was wanted
    }
  }

  /** Cancelled when the client closes it; from now on nobody else may read. */
  Cancel gone() {
    if (presence == null) {
      presence = Presence.of(context.dataReader());
    }
    return presence.gone();
  }

  /** Whether there may be another request, which has come by then if the client was watched. */
  boolean awaitNext(Cancel draining) {
    open.within(all.idle());
    if (presence == null) {
      return true;
    }
    try (var _ = draining.onCancel(this::close)) {
      return presence.awaitNext();
    }
  }

  /** A try block's time: the connection is closed when it is over before the block is. */
  interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  Deadline deadline(long expected, Duration time) {
    if (expected > 0 && context.dataReader().available() >= expected) {
      return () -> {};
    }
    var alarm = TIMER.schedule(this::close, time.toMillis(), TimeUnit.MILLISECONDS);
    return () -> alarm.cancel(false);
  }

  /** The next line without taking it; at most {@code most} characters of it. */
  String peekLine(int most) {
    var reader = context.dataReader();
    int end = reader.findNewLine(most);
    return end == 0 ? "" : reader.getBuffer(end).readString(end);
  }

  /**
   * Reads on until the client has stopped sending, within bounds.
   *
   * <p>Closing a connection with bytes unread resets it, and the client loses our answer with it.
   */
  void linger() {
    var reader = context.dataReader();
    try (var _ = deadline(0, SKIP_TIME)) {
      for (long skipped = 0; skipped < MOST_SKIPPED; ) {
        reader.ensureAvailable();
        int piece = reader.available();
        reader.skip(piece);
        skipped += piece;
      }
    } catch (InsufficientDataAvailableException
        | ServerConnectionException
        | UncheckedIOException ended) {
      // the client has closed, or its time is over
    }
  }
}
