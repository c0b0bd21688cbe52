package dev.parley.chrome.cdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The connection to one browser, with all its sessions. */
public final class Connection implements AutoCloseable {
  private final Transport transport;
  private final AtomicLong numbers = new AtomicLong();
  private final CdpSession browser = new CdpSession(this, "");
  private final ConcurrentHashMap<String, CdpSession> sessions = new ConcurrentHashMap<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private volatile boolean open = true;

  private Connection(Transport transport) {
    this.transport = transport;
  }

  public static Connection over(Transport transport) {
    var connection = new Connection(transport);
    transport.start(connection.new Reading());
    return connection;
  }

  public CdpSession browser() {
    return browser;
  }

  public Optional<CdpSession> session(String id) {
    return id.isEmpty() ? Optional.of(browser) : Optional.ofNullable(sessions.get(id));
  }

  public boolean isOpen() {
    return open;
  }

  /** Runs with the reason once it is closed, at once if it is already; must not block. */
  public void onClosed(Consumer<String> handler) {
    var _ = closed.thenAccept(handler);
  }

  @Override
  public void close() {
    transport.close();
  }

  long nextNumber() {
    return numbers.incrementAndGet();
  }

  void transmit(long number, String session, Command<?> command) {
    var params = Json.bytes(command);
    var head =
        "{\"id\":%d,\"method\":\"%s\"%s,\"params\":"
            .formatted(
                number,
                command.method(),
                session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"");
    var message = new ByteArrayOutputStream(head.length() + params.length + 1);
    message.writeBytes(head.getBytes(UTF_8));
    message.writeBytes(params);
    message.write('}');
    transport.send(message.toByteArray());
  }

  /** On the one thread that reads: sorts, and never waits. */
  private final class Reading implements Transport.Receiver {
    @Override
    public void message(byte[] utf8) {
      var message = new RawJson(utf8, 0, utf8.length);
      var session = session(message.name("sessionId"));
      var number = message.member("id");
      if (number.isPresent()) {
        long id = Long.parseLong(number.get().written());
        // an error about a session that is gone comes without its name
        session.ifPresent(to -> settle(to, id, message));
      } else {
        session.ifPresent(to -> event(to, message));
      }
    }

    private void settle(CdpSession session, long number, RawJson message) {
      var error = message.member("error");
      if (error.isPresent()) {
        session.refuse(number, error.get());
      } else {
        session.answer(number, message.member("result").orElse(RawJson.EMPTY));
      }
    }

    private void event(CdpSession session, RawJson message) {
      var method = message.name("method");
      var params = message.member("params").orElse(RawJson.EMPTY);
      switch (method) {
        case "Target.attachedToTarget" -> {
          // before anything else is read, so that nothing of the new session is lost
          var id = params.name("sessionId");
          sessions.put(id, new CdpSession(Connection.this, id));
        }
        case "Inspector.targetCrashed" -> session.crashed();
        default -> {}
      }
      session.deliver(method, params);
      if (method.equals("Target.detachedFromTarget")) {
        var gone = sessions.remove(params.name("sessionId"));
        if (gone != null) {
          gone.end(CdpFailure.Kind.DETACHED);
        }
      }
    }

    @Override
    public void closed(String why) {
      // before any call fails, so that whoever sees one fail sees this, too
      open = false;
      browser.end(CdpFailure.Kind.CLOSED);
      sessions.values().forEach(session -> session.end(CdpFailure.Kind.CLOSED));
      closed.complete(why);
    }
  }
}
