package dev.parley.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Stands before the store of the tests and lets requests pass, or not, by their number from 1. */
@NullMarked
public final class S3Front implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n");
  private static final byte[] BUSY =
      "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(ISO_8859_1);

  /** What becomes of a request. */
  public enum Pass {
    /** It is answered. */
    THROUGH,
    /** The store says that it has too much to do. */
    BUSY,
    /** The connection ends before the store hears of it. */
    CUT_BEFORE,
    /** The store does it, and nobody hears of that. */
    CUT_AFTER
  }

  private final ServerSocket listening;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile IntFunction<Pass> rule;

  public S3Front(IntFunction<Pass> rule) throws IOException {
    this.rule = rule;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(this::accept);
  }

  /** Every third request meets one of the three faults, in turns. */
  public static Pass everyThirdFails(int request) {
    return request % 3 != 0 ? Pass.THROUGH : Pass.values()[1 + request / 3 % 3];
  }

  public void rule(IntFunction<Pass> other) {
    rule = other;
  }

  public int port() {
    return listening.getLocalPort();
  }

  public int requests() {
    return requests.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var _ = Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new BufferedInputStream(client.getInputStream());
      var head = head(in);
      if (head.isEmpty()) {
        return;
      }
      switch (rule.apply(requests.incrementAndGet())) {
        case THROUGH -> forward(head, in, client);
        case BUSY -> {
          in.skipNBytes(length(head));
          client.getOutputStream().write(BUSY);
        }
        case CUT_BEFORE -> in.skipNBytes(length(head));
        case CUT_AFTER -> forward(head, in, null);
      }
    } catch (IOException gone) {
      // whoever asked sees it themselves
      return;
    }
  }

  private static void forward(String head, InputStream in, @Nullable Socket client)
      throws IOException {
    try (var store = new Socket(InetAddress.getLoopbackAddress(), S3Server.port())) {
      var out = store.getOutputStream();
      // each request has a connection of its own, so that its answer ends with that
      out.write(head.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(ISO_8859_1));
      out.write(in.readNBytes((int) length(head)));
      out.flush();
      if (client == null) {
        var _ = store.getInputStream().readAllBytes();
      } else {
        var _ = store.getInputStream().transferTo(client.getOutputStream());
      }
    }
  }

  /** Up to and with the empty line; without what would keep connections open. */
  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int last = 0;
    for (int each = in.read(); each >= 0; each = in.read()) {
      head.write(each);
      last = last << 8 | each;
      if (last == 0x0d0a0d0a) {
        return head.toString(ISO_8859_1).replaceAll("(?i)\r\n(keep-alive|connection):[^\r]*", "");
      }
    }
    return "";
  }

  private static long length(String head) {
    var found = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
