package dev.parley.chrome;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A small forward proxy: one account a gate, every name is this machine. */
final class TestGates implements Gate.Gates {
  private final ServerSocket listener;
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final AtomicInteger names = new AtomicInteger();
  final AtomicLong passed = new AtomicLong();
  final AtomicInteger refused = new AtomicInteger();

  TestGates() {
    try {
      listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int open() {
    return accounts.size();
  }

  @Override
  public Gate open(SessionSpec.Policy policy) {
    var user = "s" + names.incrementAndGet();
    var account = Base64.getEncoder().encodeToString((user + ":secret").getBytes(ISO_8859_1));
    accounts.add(account);
    return new Account(user, account);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private final class Account implements Gate {
    private final String user;
    private final String account;

    Account(String user, String account) {
      this.user = user;
      this.account = account;
    }

    @Override
    public List<Refusal> refusals() {
      return List.of();
    }

    @Override
    public String address() {
      return "127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public String user() {
      return user;
    }

    @Override
    public String secret() {
      return "secret";
    }

    @Override
    public String primingUrl() {
      return "http://gate.invalid/prime";
    }

    @Override
    public Traffic traffic() {
      return new Traffic(0, 0, passed.get(), 0);
    }

    @Override
    public void close() {
      accounts.remove(account);
    }
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var head = head(socket.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      if (accounts.stream().noneMatch(account -> head.contains("Basic " + account))) {
        refused.incrementAndGet();
        say(socket, "HTTP/1.1 407 No Account\r\nProxy-Authenticate: Basic realm=\"gate\"\r\n");
        return;
      }
      var target = head.split(" ")[1];
      if (target.startsWith("http://gate.invalid/")) {
        say(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n");
        return;
      }
      pass(socket, head, URI.create(target.replaceAll("[\\[\\]|{}^`]", "")));
    } catch (IOException gone) {
      refused.get();
    }
  }

  private void pass(Socket socket, String head, URI target) throws IOException {
    passed.incrementAndGet();
    int port = target.getPort() < 0 ? 80 : target.getPort();
    try (var upstream = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var authority = target.getRawAuthority();
      var path = head.split(" ")[1].substring("http://".length() + authority.length());
      var origin =
          head.replaceFirst(" http://\\S+", " " + (path.isEmpty() ? "/" : path))
              .replaceAll("(?i)proxy-[a-z]+: [^\r]*\r\n", "")
              .replaceAll("(?i)\r\nconnection: [^\r]*", "")
              .replaceFirst("\r\n", "\r\nConnection: close\r\n");
      upstream.getOutputStream().write(origin.getBytes(ISO_8859_1));
      Thread.ofVirtual().start(() -> copy(socket, upstream));
      upstream.getInputStream().transferTo(socket.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
    } catch (IOException gone) {
      return;
    }
  }

  private static void say(Socket socket, String head) throws IOException {
    var all = head + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(all.getBytes(ISO_8859_1));
  }

  private static String head(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int one = in.read(); one >= 0; one = in.read()) {
      bytes.write(one);
      if (one == '\n' && bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        return bytes.toString(ISO_8859_1);
      }
    }
    return "";
  }
}
