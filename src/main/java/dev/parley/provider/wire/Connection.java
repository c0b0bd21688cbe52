package dev.parley.provider.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, blocking; {@link #close} from any thread ends it at once, in whatever it
 * does. (The JDK's own client leaves the socket open for up to three seconds when it cancels.)
 */
public final class Connection implements Closeable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final int LARGEST_HEAD = 64 * 1024;

  private final Origin origin;
  private final Names names;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable SocketChannel channel;
  private boolean closed;
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int limit;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();

  Connection(Origin origin) {
    this(origin, () -> List.of(InetAddress.getAllByName(origin.host())));
  }

  public Connection(Origin origin, Names names) {
    this.origin = origin;
    this.names = names;
  }

  /** Where a host is. */
  @FunctionalInterface
  public interface Names {
    List<InetAddress> addresses() throws UnknownHostException;
  }

  Origin origin() {
    return origin;
  }

  boolean isConnected() {
    return channel != null;
  }

  public void connect() throws IOException {
    var plain = dial();
    if (!origin.secure()) {
      in = plain.getInputStream();
      out = plain.getOutputStream();
      return;
    }
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secured = (SSLSocket) factory.createSocket(plain, origin.host(), origin.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    in = secured.getInputStream();
    out = secured.getOutputStream();
  }

  /** Tries one address of the host after the other; the first one's fault counts. */
  private Socket dial() throws IOException {
    IOException first = null;
    for (var address : names.addresses()) {
      var next = fresh();
      try {
        next.setOption(StandardSocketOptions.TCP_NODELAY, true);
        next.socket()
            .connect(new InetSocketAddress(address, origin.port()), (int) CONNECT.toMillis());
        return next.socket();
      } catch (IOException failed) {
        next.close();
        first = first == null ? failed : first;
      }
    }
    throw first == null ? new UnknownHostException(origin.host()) : first;
  }

  private SocketChannel fresh() throws IOException {
    var next = SocketChannel.open();
    lock.lock();
    try {
      channel = next;
      if (closed) {
        next.close();
      }
    } finally {
      lock.unlock();
    }
    return next;
  }

  /** Whether it can serve again: still open, and nothing came that nobody asked for. */
  boolean isIdle() {
    if (position < limit || channel == null || !channel.isOpen()) {
      return false;
    }
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read == 0;
    } catch (IOException _) {
      return false;
    }
  }

  public void send(byte[] request) throws IOException {
    out.write(request);
    out.flush();
  }

  /** The head of the reply; interim replies are passed over. */
  public Head head() throws IOException {
    while (true) {
      int[] left = {LARGEST_HEAD};
      var status = STATUS.matcher(line(left));
      if (!status.matches()) {
        throw new ProtocolException("no HTTP");
      }
      var head = new Head(Integer.parseInt(status.group(1)), headers(left));
      if (head.status() >= 200) {
        return head;
      }
    }
  }

  private Map<String, String> headers(int[] left) throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = line(left); !line.isEmpty(); line = line(left)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new ProtocolException("no header");
      }
      headers.putIfAbsent(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** A line without its end; takes its length off what is left. */
  String line(int[] left) throws IOException {
    var line = new StringBuilder();
    for (int it = read(); it != '\n'; it = read()) {
      if (it < 0) {
        throw new EOFException();
      }
      if (--left[0] < 0) {
        throw new ProtocolException("head too large");
      }
      line.append((char) it);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  int read() throws IOException {
    return filled() ? buffer[position++] & 0xff : -1;
  }

  /** Some bytes, at least one; -1 at the end of the connection. */
  int read(byte[] into, int most) throws IOException {
    if (!filled()) {
      return -1;
    }
    int count = Math.min(Math.min(most, into.length), limit - position);
    System.arraycopy(buffer, position, into, 0, count);
    position += count;
    return count;
  }

  /** Whether exactly this has come and was not read. */
  boolean holdsExactly(String rest) {
    return new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1).equals(rest);
  }

  private boolean filled() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (channel != null) {
        // not the secure socket: that would wait to say goodbye
        channel.close();
      }
    } catch (IOException alreadyBroken) {
      assert closed;
    } finally {
      lock.unlock();
    }
  }
}
