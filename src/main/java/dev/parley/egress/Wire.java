package dev.parley.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket with time limits and counted bytes; a limit that passes closes it.
 *
 * <p>One thread may read while another writes.
 */
final class Wire implements Watch.Watched, AutoCloseable {
  private static final int BUFFER = 16 * 1024;
  private static final byte[] NOTHING = {};

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Watch watch;
  private final long idle;
  private final Meter meter;

  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long heard;
  private byte[] held = NOTHING;

  private volatile boolean patient;
  private volatile long headBy = Watch.NEVER;
  private volatile long readBy = Watch.NEVER;
  private volatile long writeBy = Watch.NEVER;
  private volatile long restBy = Watch.NEVER;
  private volatile boolean resting;
  private volatile boolean ranOut;

  Wire(Socket socket, Watch watch, Duration idle, Meter meter) throws IOException {
    this.socket = socket;
    this.watch = watch;
    this.idle = idle.toNanos();
    this.meter = meter;
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    watch.add(this);
  }

  /** All reads from now on must be done within this time. */
  void within(Duration time) {
    headBy = Watch.in(time);
  }

  /** Each read has the idle time again. */
  void unhurried() {
    headBy = Watch.NEVER;
  }

  /** Reads wait as long as it takes; somebody else watches over them. */
  void patient() {
    patient = true;
  }

  /** How long {@link #rest} may still take. */
  void restFor(Duration time) {
    restBy = Watch.in(time);
  }

  /** {@link #rest} may take as long as it likes. */
  void restFreely() {
    restBy = Watch.NEVER;
  }

  /** Waits for the next byte; false when none will come. */
  boolean rest() throws IOException {
    if (position < limit) {
      return true;
    }
    resting = true;
    try {
      return keep(in.read(buffer, 0, BUFFER));
    } finally {
      resting = false;
    }
  }

  /** Bytes read so far. */
  long heard() {
    return heard;
  }

  /** Whether a time limit has closed it. */
  boolean ranOut() {
    return ranOut;
  }

  /** Some of the next bytes; -1 at the end. */
  int read(byte[] into, int at, int most) throws IOException {
    if (position < limit) {
      int count = Math.min(most, limit - position);
      System.arraycopy(buffer, position, into, at, count);
      position += count;
      return count;
    }
    return receive(into, at, most);
  }

  /** The next byte; -1 at the end. */
  int read() throws IOException {
    return fill() ? buffer[position++] & 0xff : -1;
  }

  /**
   * A line without its end; absent at the end of the stream.
   *
   * @param most how long it may be
   */
  @Nullable String line(int most) throws IOException {
    var begun = new ByteArrayOutputStream(0);
    while (fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int length = end - position;
      if (begun.size() + length > most) {
        throw new MalformedMessage("the head is too large");
      }
      boolean whole = end < limit;
      if (whole && begun.size() == 0) {
        var line = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
        position = end + 1;
        return line;
      }
      begun.write(buffer, position, length);
      position = whole ? end + 1 : end;
      if (whole) {
        return begun.toString(StandardCharsets.ISO_8859_1);
      }
    }
    if (begun.size() > 0) {
      throw new MalformedMessage("the head ends in the middle of a line");
    }
    return null;
  }

  /** Whether some of the next bytes are here already. */
  boolean ready() {
    return position < limit;
  }

  /** Writes this together with what is written next. */
  void hold(String head) {
    held = head.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Writes what is still held. */
  void release() throws IOException {
    if (held.length > 0) {
      write(NOTHING, 0, 0);
    }
  }

  void write(byte[] bytes, int at, int length) throws IOException {
    var first = held;
    if (first.length == 0) {
      send(bytes, at, length);
      return;
    }
    held = NOTHING;
    var both = Arrays.copyOf(first, first.length + length);
    System.arraycopy(bytes, at, both, first.length, length);
    send(both, 0, both.length);
  }

  private void send(byte[] bytes, int at, int length) throws IOException {
    writeBy = Watch.now() + idle;
    try {
      out.write(bytes, at, length);
    } finally {
      writeBy = Watch.NEVER;
    }
    meter.out().add(length);
  }

  void write(String head) throws IOException {
    var bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    write(bytes, 0, bytes.length);
  }

  /** Nothing more will be written. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  private boolean fill() throws IOException {
    return position < limit || keep(receive(buffer, 0, BUFFER));
  }

  private boolean keep(int count) {
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  private int receive(byte[] into, int at, int most) throws IOException {
    readBy = patient ? Watch.NEVER : Math.min(headBy, Watch.now() + idle);
    int count;
    try {
      count = in.read(into, at, most);
    } finally {
      readBy = Watch.NEVER;
    }
    if (count > 0) {
      heard += count;
      meter.in().add(count);
    }
    return count;
  }

  @Override
  public void look(long now) {
    if (now > readBy || now > writeBy || (resting && now > restBy)) {
      ranOut = true;
      close();
    }
  }

  @Override
  public void close() {
    watch.remove(this);
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      watch.remove(this);
    }
  }
}
