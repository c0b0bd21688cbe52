package dev.parley.egress;

import dev.parley.browser.Gate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** One session's account at the proxy, with its connections and counts. */
final class ProxyGate implements Gate {
  private static final int REFUSALS_KEPT = 100;
  private static final int LOOKUPS = 6;

  private final ProxyGates proxy;
  private final Rules rules;
  private final String user;
  private final String secret;

  private final Meter meter = new Meter();
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Semaphore lookups = new Semaphore(LOOKUPS, true);

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Refusal> refusals = new ArrayDeque<>();
  private final Set<ClientConnection> connections = new HashSet<>();
  private boolean closed;

  ProxyGate(ProxyGates proxy, Rules rules, String user, String secret) {
    this.proxy = proxy;
    this.rules = rules;
    this.user = user;
    this.secret = secret;
  }

  @Override
  public String address() {
    return proxy.address();
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public String secret() {
    return secret;
  }

  @Override
  public String primingUrl() {
    return "http://" + ProxyGates.PRIMING_HOST + "/";
  }

  @Override
  public Traffic traffic() {
    return new Traffic(meter.in().sum(), meter.out().sum(), requests.sum(), refused.sum());
  }

  @Override
  public List<Refusal> refusals() {
    lock.lock();
    try {
      return List.copyOf(refusals);
    } finally {
      lock.unlock();
    }
  }

  Rules rules() {
    return rules;
  }

  Meter meter() {
    return meter;
  }

  boolean opensWith(String given) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  void countRequest() {
    requests.increment();
  }

  void refuse(String method, String target, String why) {
    refused.increment();
    lock.lock();
    try {
      if (refusals.size() == REFUSALS_KEPT) {
        refusals.removeFirst();
      }
      refusals.add(new Refusal(Instant.now(), method, Page.cut(target), why));
    } finally {
      lock.unlock();
    }
  }

  /** Asks for names, a few at a time: slow ones hold up nobody else. */
  List<InetAddress> resolve(String host) throws UnknownHostException {
    try {
      var limit = proxy.limits().times().connect();
      if (!lookups.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new UnknownHostException(host);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
    try {
      return proxy.names().resolve(host);
    } finally {
      lookups.release();
    }
  }

  /** Takes a connection in; false when there are too many, or the gate is closed. */
  boolean enter(ClientConnection connection) {
    lock.lock();
    try {
      return !closed
          && connections.size() < proxy.limits().connectionsPerGate()
          && connections.add(connection);
    } finally {
      lock.unlock();
    }
  }

  void leave(ClientConnection connection) {
    lock.lock();
    try {
      connections.remove(connection);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    proxy.forget(this);
    List<ClientConnection> open;
    lock.lock();
    try {
      closed = true;
      open = List.copyOf(connections);
    } finally {
      lock.unlock();
    }
    open.forEach(ClientConnection::cut);
  }
}
