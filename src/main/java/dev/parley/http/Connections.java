package dev.parley.http;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that are open: how many there may be, and by when each must have done what it is
 * expected to do.
 *
 * <p>Its place is where sockets are accepted, before anything is read. A connection's time is a
 * field that one thread looks at once a second, so that a request costs no timer.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long NO_TIME = Long.MAX_VALUE;
  private static final Duration LOOKED_AT = Duration.ofSeconds(1);

  /** A client that takes less than this is taken for one that does not read. */
  private static final long SLOWEST_BYTES_A_SECOND = 16 * 1024;

  private static final byte[] FULL =
      """
      HTTP/1.1 503 Service Unavailable\r
      Retry-After: 5\r
      Cache-Control: no-store\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final Bounds bounds;
  private final Descriptors descriptors;
  private final int most;
  private final Map<SocketAddress, Open> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-connections").factory());
  private volatile boolean scarce;

  /** One connection, and until when it has time. */
  static final class Open {
    private final Socket socket;
    private volatile long due;

    Open(Socket socket) {
      this.socket = socket;
    }

    /** It is closed unless it has done something by then. */
    void within(Duration time) {
      due = System.nanoTime() + time.toNanos();
    }

    /** It is waited for no more. */
    void calm() {
      due = NO_TIME;
    }

    private boolean late(long now) {
      return due != NO_TIME && now - due > 0;
    }
  }

  /** A connection too many; it has been told so. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many connections", null, false, false);
    }
  }

  Connections(Bounds bounds, Descriptors descriptors) {
    this.bounds = bounds;
    this.descriptors = descriptors;
    this.most = descriptors.connections(bounds.connections());
    if (most < bounds.connections()) {
      LOG.warn(
          "This process may have {} files open, so that it takes {} connections at a time and not"
              + " {}; raise the limit (ulimit -n, LimitNOFILE of systemd) for more",
          descriptors.most(),
          most,
          bounds.connections());
    }
    long every = Math.min(LOOKED_AT.toMillis(), Math.max(10, bounds.head().toMillis() / 4));
    repeat(this::look, Duration.ofMillis(every));
    repeat(this::count, LOOKED_AT);
  }

  /** Now and then, on the thread that looks. */
  void repeat(Runnable chore, Duration every) {
    long millis = every.toMillis();
    var _ = looking.scheduleWithFixedDelay(chore, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void count() {
    boolean now = descriptors.scarce();
    if (now && !scarce) {
      LOG.warn(
          "Of {} files that this process may have open, fewer than a tenth are left: no connections"
              + " are taken until there are more",
          descriptors.most());
    }
    scarce = now;
  }

  /** {@link TooMany} if there is no room for it. */
  void admit(Socket socket) {
    if (isFull(socket.getInetAddress())) {
      look();
      if (isFull(socket.getInetAddress())) {
        tell(socket);
        throw new TooMany();
      }
    }
    var entry = new Open(socket);
    entry.within(bounds.head());
    perAddress.merge(socket.getInetAddress(), 1, Integer::sum);
    var former = open.put(socket.getRemoteSocketAddress(), entry);
    if (former != null) {
      left(former);
    }
  }

  private boolean isFull(InetAddress address) {
    return scarce
        || open.size() >= most
        || (bounds.perAddress() > 0 && perAddress.getOrDefault(address, 0) >= bounds.perAddress());
  }

  /** A few bytes always find room in a socket that has sent nothing yet. */
  private static void tell(Socket socket) {
    try {
      socket.getOutputStream().write(FULL);
      socket.shutdownOutput();
    } catch (IOException gone) {
      // it has left by itself
    }
  }

  /** The connection from that address; one of its own if it is not known any more. */
  Open find(SocketAddress remote) {
    var known = open.get(remote);
    return known == null ? new Open(new Socket()) : known;
  }

  /** How many are open, as far as was seen at the last look. */
  int size() {
    return open.size();
  }

  private void look() {
    long now = System.nanoTime();
    open.forEach((address, entry) -> {
      if (entry.late(now)) {
        close(entry.socket);
      }
      if (entry.socket.isClosed() && open.remove(address, entry)) {
        left(entry);
      }
    });
  }

  private void left(Open entry) {
    perAddress.computeIfPresent(
        entry.socket.getInetAddress(), (_, count) -> count == 1 ? null : count - 1);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // closing is all that was wanted
    }
  }

  /** How long a piece of so many bytes may take to be taken. */
  Duration taking(int bytes) {
    return bounds.taking().plusSeconds(bytes / SLOWEST_BYTES_A_SECOND);
  }

  Duration idle() {
    return bounds.idle();
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  /** Admits each accepted socket before the server knows of it. */
  SocketOptions door(SocketOptions usual) {
    return new Door(this, usual);
  }

  private record Door(Connections connections, SocketOptions usual) implements SocketOptions {
    @Override
    public void configureSocket(Socket socket) {
      SocketOptions.super.configureSocket(socket);
      connections.admit(socket);
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
      return usual.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
      return usual.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
      return usual.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
      return usual.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
      return usual.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
      return usual.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
      return usual.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
      return usual.tcpNoDelay();
    }
  }
}
