package dev.parley.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An HTTP server of raw sockets: sends the bytes it is told to, and sees how a client leaves. */
public final class WireServer implements AutoCloseable {
  /** A request as it came. */
  public record Asked(String line, Map<String, String> headers, String body) {}

  /** What to send for one request. */
  @FunctionalInterface
  public interface Script {
    void play(Peer peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Script> standing = new AtomicReference<>();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  public WireServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public URI url(String path) {
    return URI.create(
        "http://"
            + listener.getInetAddress().getHostAddress()
            + ":"
            + listener.getLocalPort()
            + path);
  }

  /** Plays this for the next request; then the connection waits for another one. */
  public void answer(Script script) {
    scripts.add(script);
  }

  /** Plays this for the next request and then watches: completes when the client has left. */
  public CompletableFuture<Boolean> answerAndWatch(Script script) {
    var left = new CompletableFuture<Boolean>();
    scripts.add(peer -> {
      script.play(peer);
      peer.awaitEnd();
      left.complete(true);
    });
    return left;
  }

  /** Plays this for every request. */
  public void always(Script script) {
    standing.set(script);
  }

  public Asked asked() throws InterruptedException {
    return asked.take();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        if (listener.isClosed()) {
          // came while it was being closed, which may have looked for open ones before
          socket.close();
        }
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the end of the test
      assert listener.isClosed();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var peer = new Peer(socket);
      for (var request = peer.request(); request != null; request = peer.request()) {
        var always = standing.get();
        var next = always == null ? scripts.take() : always;
        asked.add(request);
        next.play(peer);
      }
    } catch (IOException | InterruptedException gone) {
      // the client's own business; tests look at what they watch
      open.remove(socket);
    }
  }

  /** The server's end of one connection. */
  public static final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    /** A head whose body follows in chunks. */
    public void head(int status, String... headers) throws IOException {
      send(
          "HTTP/1.1 "
              + status
              + " Said\r\nTransfer-Encoding: chunked\r\n"
              + lines(headers)
              + "\r\n");
    }

    public void stream() throws IOException {
      stream("text/event-stream");
    }

    public void stream(String contentType) throws IOException {
      head(200, "Content-Type: " + contentType);
    }

    public void chunk(String text) throws IOException {
      chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    public void chunk(byte[] bytes) throws IOException {
      var framed = new ByteArrayOutputStream();
      framed.writeBytes(
          (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      framed.writeBytes(bytes);
      framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      send(framed.toByteArray());
    }

    /** The last chunk and the end of the body in one packet. */
    public void last(String text) throws IOException {
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      send(Integer.toHexString(length) + "\r\n" + text + "\r\n0\r\n\r\n");
    }

    public void end() throws IOException {
      send("0\r\n\r\n");
    }

    /** A whole reply of known length. */
    public void whole(int status, String body, String... headers) throws IOException {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      send(
          "HTTP/1.1 "
              + status
              + " Said\r\nContent-Length: "
              + bytes.length
              + "\r\n"
              + lines(headers)
              + "\r\n");
      send(bytes);
    }

    public void send(String raw) throws IOException {
      send(raw.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] raw) throws IOException {
      out.write(raw);
      out.flush();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    public void close() throws IOException {
      socket.close();
    }

    void awaitEnd() {
      try {
        while (in.read() >= 0) {
          Thread.onSpinWait();
        }
      } catch (IOException reset) {
        // a reset is an end too
        assert socket.isBound();
      }
    }

    @org.jspecify.annotations.Nullable
    Asked request() throws IOException {
      var line = line();
      if (line.isEmpty()) {
        return null;
      }
      var headers = new HashMap<String, String>();
      for (var header = line(); !header.isEmpty(); header = line()) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Asked(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int it = in.read(); it >= 0 && it != '\n'; it = in.read()) {
        line.append((char) it);
      }
      return line.toString().strip();
    }

    private static String lines(String... headers) {
      return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }
  }

  /** Waits for what a test cannot go on without, longer than a busy machine may take. */
  public static <T> T soon(CompletableFuture<T> awaited) {
    try {
      return awaited.get(20, java.util.concurrent.TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("not within 20 seconds", late);
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new UncheckedIOException(new IOException(failed));
    }
  }
}
