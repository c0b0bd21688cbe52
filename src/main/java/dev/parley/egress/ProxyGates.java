package dev.parley.egress;

import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener of all gates: takes connections and knows whose credentials are whose. */
final class ProxyGates implements Gate.Gates {
  /** A name that only this proxy serves. */
  static final String PRIMING_HOST = "prime.parley.invalid";

  private static final Logger LOG = LoggerFactory.getLogger(ProxyGates.class);
  private static final int BACKLOG = 512;
  private static final String SCHEME = "basic ";

  private final EgressSettings settings;
  private final Resolver names;
  private final Dialer dialer;
  private final Runnable afterwards;
  private final ServerSocket listener;
  private final Ground ground;
  private final Watch watch;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, ProxyGate> gates = new ConcurrentHashMap<>();
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  ProxyGates(EgressSettings settings, Resolver names, Dialer dialer, Runnable afterwards) {
    this.settings = settings;
    this.names = names;
    this.dialer = dialer;
    this.afterwards = afterwards;
    try {
      this.listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException refused) {
      throw new UncheckedIOException("no loopback port for the browsers' proxy", refused);
    }
    this.ground = new Ground(settings, listener.getLocalPort());
    this.watch = new Watch(settings.limits().times().tick());
    Thread.ofVirtual().name("egress-accept").start(this::accept);
  }

  @Override
  public Gate open(Policy policy) {
    var rules = new Rules(policy, ground);
    var gate = new ProxyGate(this, rules, word(9), word(24));
    gates.put(gate.user(), gate);
    if (isClosed()) {
      gate.close();
      throw new IllegalStateException("the browsers' proxy is closed");
    }
    return gate;
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  EgressSettings.Limits limits() {
    return settings.limits();
  }

  Resolver names() {
    return names;
  }

  Dialer dialer() {
    return dialer;
  }

  Watch watch() {
    return watch;
  }

  /** The gate whose credentials these are; absent if they are nobody's. */
  @Nullable ProxyGate gateOf(Fields fields) {
    var logins = fields.values("proxy-authorization");
    if (logins.size() != 1 || !logins.getFirst().regionMatches(true, 0, SCHEME, 0, 6)) {
      return null;
    }
    try {
      var pair = Base64.getDecoder().decode(logins.getFirst().substring(6).strip());
      var text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      var gate = colon < 0 ? null : gates.get(text.substring(0, colon));
      return gate != null && gate.opensWith(text.substring(colon + 1)) ? gate : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  void forget(ProxyGate gate) {
    gates.remove(gate.user(), gate);
  }

  void forget(ClientConnection connection) {
    connections.remove(connection);
  }

  private String word(int bytes) {
    var drawn = new byte[bytes];
    random.nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void accept() {
    while (!isClosed()) {
      try {
        take(listener.accept());
      } catch (IOException failed) {
        if (!isClosed()) {
          LOG.warn("The browsers' proxy could not take a connection: {}", failed.getMessage());
          breathe();
        }
      }
    }
  }

  private void take(Socket socket) throws IOException {
    if (connections.size() >= limits().connections()) {
      socket.close();
      return;
    }
    try {
      var wire = new Wire(socket, watch, limits().times().idle(), new Meter());
      var connection = new ClientConnection(this, wire);
      connections.add(connection);
      Thread.ofVirtual().name("egress").start(connection);
      if (isClosed()) {
        connection.cut();
      }
    } catch (IOException goneAlready) {
      socket.close();
    }
  }

  /** Without files for sockets, trying again at once would only burn the processor. */
  private void breathe() {
    try {
      var _ = closed.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
    } catch (IOException closedAnyway) {
      LOG.debug("closing the browsers' proxy", closedAnyway);
    }
    gates.values().forEach(ProxyGate::close);
    connections.forEach(ClientConnection::cut);
    watch.close();
    afterwards.run();
  }
}
