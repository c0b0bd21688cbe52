package dev.parley.egress;

import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.EgressSettings.Limits;
import dev.parley.egress.EgressSettings.Shop;
import dev.parley.egress.EgressSettings.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A proxy with names of our own, and a network where public addresses lead to loopback. */
final class TestProxy implements AutoCloseable {
  static final String PUBLIC = "8.8.4.4";

  /** Names asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Addresses connected to, as the proxy chose them. */
  final List<InetSocketAddress> dialled = new CopyOnWriteArrayList<>();

  private final Map<String, Answers> names = new ConcurrentHashMap<>();
  private final ProxyGates gates;

  private record Answers(List<String> each, AtomicInteger turn) {}

  TestProxy(EgressSettings settings) {
    gates = new ProxyGates(settings, this::resolve, this::connect, () -> {});
  }

  static TestProxy plain() {
    return new TestProxy(EgressSettings.plain());
  }

  static TestProxy hasty(Duration time) {
    var times = new Times(time, time, time, time, time);
    return new TestProxy(new EgressSettings(null, Set.of(), new Limits(50, 3, times)));
  }

  static TestProxy withShop(Site shop) {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), shop.port());
    var named = Set.of("127.0.0.1:" + shop.port(), "localhost:" + shop.port(), "parley.test:9090");
    return new TestProxy(
        new EgressSettings(
            new Shop(named, address, "/demo/"), Set.of(), EgressSettings.Limits.ordinary()));
  }

  /** Each asking takes the next answer, the last one stays; an answer may hold several. */
  TestProxy name(String host, String... answers) {
    names.put(host, new Answers(List.of(answers), new AtomicInteger()));
    return this;
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    asked.add(host);
    var answers = names.get(host);
    if (answers == null) {
      throw new UnknownHostException(host);
    }
    int turn = Math.min(answers.turn.getAndIncrement(), answers.each.size() - 1);
    return Arrays.stream(answers.each.get(turn).split(" ")).map(InetAddress::ofLiteral).toList();
  }

  private void connect(java.net.Socket socket, InetSocketAddress address, int millis)
      throws IOException {
    dialled.add(address);
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    socket.connect(new InetSocketAddress(loopback, address.getPort()), millis);
  }

  Gate.Gates gates() {
    return gates;
  }

  Gate gate() {
    return gates.open(Policy.PUBLIC);
  }

  Gate gate(Policy policy) {
    return gates.open(policy);
  }

  static Policy allow(String... hosts) {
    return new Policy(Set.of(hosts), Set.of(), Set.of(), null);
  }

  static Policy deny(String... hosts) {
    return new Policy(Set.of(), Set.of(hosts), Set.of(), null);
  }

  static Policy privately(String... hosts) {
    return new Policy(Set.of(), Set.of(), Set.of(hosts), null);
  }

  static Policy through(@Nullable String upstream, String... privately) {
    return new Policy(Set.of(), Set.of(), Set.of(privately), upstream);
  }

  static String login(Gate gate) {
    return login(gate.user(), gate.secret());
  }

  static String login(String user, String secret) {
    var pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
  }

  static String get(Gate gate, String url) {
    return request(gate, "GET", url, "") + "\r\n";
  }

  /** Without the empty line. */
  static String request(Gate gate, String method, String url, String fields) {
    var host = url.replaceFirst("^http://", "").replaceFirst("[/?].*", "");
    return method + " " + url + " HTTP/1.1\r\nHost: " + host + "\r\n" + login(gate) + fields;
  }

  static String connect(Gate gate, String target) {
    return request(gate, "CONNECT", target, "") + "\r\n";
  }

  /** One request on a connection of its own. */
  static String ask(Gate gate, String request) throws IOException {
    try (var talk = Talk.to(gate.address())) {
      return talk.say(request).message();
    }
  }

  @Override
  public void close() {
    gates.close();
  }
}
