package dev.parley.egress;

import dev.parley.egress.Verdict.Pass;
import dev.parley.egress.Verdict.Refused;
import dev.parley.egress.Verdict.Unknown;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a browser: its requests, one after the other, each asked for its right. */
final class ClientConnection implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final long MOST_DISCARDED = 1024 * 1024;

  private final ProxyGates proxy;
  private final Wire client;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ProxyGate gate;
  private @Nullable Origin kept;
  private @Nullable Socket outgoing;
  private boolean cut;
  private byte @Nullable [] buffer;

  ClientConnection(ProxyGates proxy, Wire client) {
    this.proxy = proxy;
    this.client = client;
  }

  ProxyGates proxy() {
    return proxy;
  }

  Wire client() {
    return client;
  }

  ProxyGate gate() {
    return Objects.requireNonNull(gate);
  }

  /** For what comes down; one is enough for a connection. */
  byte[] buffer() {
    if (buffer == null) {
      buffer = BodyWriter.buffer();
    }
    return buffer;
  }

  @Override
  public void run() {
    try {
      do {
        client.restFor(proxy.limits().times().idle());
      } while (client.rest() && serve());
    } catch (IOException gone) {
      LOG.trace("a browser's connection ended", gone);
    } catch (RuntimeException bug) {
      LOG.error("The browsers' proxy dropped a connection", bug);
    } finally {
      cut();
      keep(null);
      if (gate != null) {
        gate.leave(this);
      }
      proxy.forget(this);
    }
  }

  private boolean refuse(MalformedMessage bad) throws IOException {
    var page = Page.malformed(bad.why()).bytes(false, false);
    client.write(page, 0, page.length);
    linger();
    return false;
  }

  /** Serves one request; whether the connection can carry another. */
  private boolean serve() throws IOException {
    client.within(proxy.limits().times().head());
    RequestHead head;
    BodyReader body;
    try {
      head = RequestHead.read(client);
      body = new BodyReader(client, head.framing());
    } catch (MalformedMessage bad) {
      return refuse(bad);
    }
    client.unhurried();
    var asking = proxy.gateOf(head.fields());
    if (asking == null || (gate != null && gate != asking)) {
      return answer(head, body, Page.LOGIN);
    }
    if (gate == null) {
      if (!asking.enter(this)) {
        answer(head, body, Page.FULL);
        return false;
      }
      gate = asking;
    }
    return decide(asking, head, body);
  }

  private boolean decide(ProxyGate gate, RequestHead head, BodyReader body) throws IOException {
    Wanted wanted;
    try {
      wanted = Wanted.of(head);
    } catch (MalformedMessage bad) {
      gate.countRequest();
      gate.refuse(head.method(), Wanted.readable(head.target()), bad.why());
      return answer(head, body, Page.malformed(bad.why()));
    }
    if (wanted.priming()) {
      return answer(head, body, Page.PRIMED);
    }
    gate.countRequest();
    var fitting = kept(wanted);
    var verdict =
        gate.rules().decide(wanted, fitting == null ? gate::resolve : _ -> fitting.checked());
    return switch (verdict) {
      case Refused(var why, var violation) -> {
        if (violation) {
          gate.refuse(wanted.method(), wanted.toString(), why);
        }
        yield answer(head, body, Page.refused(wanted, why));
      }
      case Unknown _ -> answer(head, body, Page.unreachable(wanted, "the name has no address"));
      case Pass pass ->
          wanted.tunnel()
              ? new Tunnel(this, wanted).run(head, body, pass)
              : new Exchange(this, wanted, head, body).run(pass);
    };
  }

  /** The connection left open by the last request, if it leads to the same target. */
  @Nullable Origin kept(Wanted wanted) {
    return kept != null && kept.target().equals(wanted.target()) ? kept : null;
  }

  /** Keeps this open for the next request; none closes the one kept before. */
  void keep(@Nullable Origin origin) {
    if (kept != null) {
      kept.close();
    }
    kept = origin;
  }

  /** Whether the target was too slow. */
  boolean ranOut() {
    return kept != null && kept.wire().ranOut();
  }

  /** Nothing more will be said; the browser has a moment to read what was. */
  void finish() throws IOException {
    client.finish();
    client.restFor(LINGER);
    client.within(LINGER);
  }

  /** Answers by ourselves; whether the connection can carry another request. */
  boolean answer(RequestHead head, BodyReader body, Page page) throws IOException {
    boolean waits = head.fields().has("expect") && !body.ended();
    boolean keeps = head.keepsAlive() && !waits;
    var bytes = page.bytes(keeps, head.method().equals("HEAD"));
    client.write(bytes, 0, bytes.length);
    if (keeps && discard(body)) {
      return true;
    }
    linger();
    return false;
  }

  private boolean discard(BodyReader body) throws IOException {
    var nowhere = buffer();
    client.within(LINGER);
    long left = MOST_DISCARDED;
    while (!body.ended() && left > 0) {
      left -= Math.max(body.read(nowhere, 0, nowhere.length), 0);
    }
    client.unhurried();
    return body.ended();
  }

  /** Closing at once with bytes unread would take our last words back (a reset). */
  void linger() throws IOException {
    client.finish();
    client.within(LINGER);
    var nowhere = buffer();
    long left = MOST_DISCARDED;
    for (int count = 0; count >= 0 && left > 0; left -= count) {
      count = client.read(nowhere, 0, nowhere.length);
    }
  }

  /** Hands over the socket about to be connected, so that {@link #cut} finds it. */
  void going(Socket socket) throws IOException {
    lock.lock();
    try {
      if (cut) {
        throw new IOException("the gate is closed");
      }
      outgoing = socket;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it at once, from any thread. */
  void cut() {
    @Nullable Socket going;
    lock.lock();
    try {
      cut = true;
      going = outgoing;
    } finally {
      lock.unlock();
    }
    client.close();
    if (going != null) {
      close(going);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException goneAnyway) {
      LOG.trace("a connection was gone before it was closed", goneAnyway);
    }
  }
}
