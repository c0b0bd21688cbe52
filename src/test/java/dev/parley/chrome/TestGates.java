package dev.parley.chrome;

import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real proxy, for which every name is this machine, with the site allowed; it is counted. */
final class TestGates implements Gate.Gates {
  private final Gate.Gates gates =
      Egress.open(EgressSettings.plain(), _ -> List.of(InetAddress.getLoopbackAddress()));
  private final AtomicInteger open = new AtomicInteger();
  private final Set<String> hosts;
  private final List<Gate> all = new CopyOnWriteArrayList<>();

  TestGates(TestSite site) {
    hosts =
        Stream.of("site.test", "other.test", "else.test")
            .map(name -> name + ":" + site.port())
            .collect(Collectors.toSet());
  }

  /** All that were ever opened. */
  List<Gate> all() {
    return List.copyOf(all);
  }

  int open() {
    return open.get();
  }

  @Override
  public Gate open(SessionSpec.Policy policy) {
    var reachable = new HashSet<>(policy.allowPrivate());
    reachable.addAll(hosts);
    var gate =
        gates.open(
            new SessionSpec.Policy(policy.allow(), policy.deny(), reachable, policy.upstream()));
    open.incrementAndGet();
    all.add(gate);
    return new Counted(gate);
  }

  @Override
  public void close() {
    gates.close();
  }

  private final class Counted implements Gate {
    private final Gate gate;
    private final AtomicInteger left = new AtomicInteger(1);

    Counted(Gate gate) {
      this.gate = gate;
    }

    @Override
    public String address() {
      return gate.address();
    }

    @Override
    public String user() {
      return gate.user();
    }

    @Override
    public String secret() {
      return gate.secret();
    }

    @Override
    public String primingUrl() {
      return gate.primingUrl();
    }

    @Override
    public Traffic traffic() {
      return gate.traffic();
    }

    @Override
    public List<Refusal> refusals() {
      return gate.refusals();
    }

    @Override
    public void close() {
      gate.close();
      open.addAndGet(-left.getAndSet(0));
    }
  }
}
