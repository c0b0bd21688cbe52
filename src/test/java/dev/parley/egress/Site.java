package dev.parley.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does what its script says and remembers who came. */
final class Site implements AutoCloseable {
  /** What happens on one connection. */
  interface Script {
    void run(Talk talk) throws Exception;
  }

  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<Socket> visitors = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final Script script;

  Site(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request with the same text, and keeps its connections. */
  static Site saying(String text) throws IOException {
    var site = new Site[1];
    site[0] =
        new Site(talk -> {
          for (var got = talk.message(); !got.isEmpty(); got = talk.message()) {
            site[0].heard.add(got);
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
          }
        });
    return site[0];
  }

  /** Sends back what comes. */
  static Site echo() throws IOException {
    return new Site(talk -> {
      var buffer = new byte[8192];
      for (int n = talk.socket.getInputStream().read(buffer);
          n >= 0;
          n = talk.socket.getInputStream().read(buffer)) {
        talk.socket.getOutputStream().write(buffer, 0, n);
      }
    });
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        visitors.add(socket);
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException closed) {
      heard.remove(null);
    }
  }

  private void talk(Socket socket) {
    try (var talk = new Talk(socket)) {
      script.run(talk);
    } catch (Exception gone) {
      heard.remove(null);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : visitors) {
      socket.close();
    }
  }
}
