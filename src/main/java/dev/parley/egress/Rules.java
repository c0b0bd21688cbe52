package dev.parley.egress;

import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.Verdict.Pass;
import dev.parley.egress.Verdict.Refused;
import dev.parley.egress.Verdict.Unknown;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what one session may reach. */
final class Rules {
  private final Ground ground;
  private final List<HostPattern> allow;
  private final List<HostPattern> deny;
  private final Set<Target> allowPrivate;
  private final @Nullable Upstream upstream;

  Rules(Policy policy, Ground ground) {
    this.ground = ground;
    this.allow = policy.allow().stream().map(HostPattern::of).toList();
    this.deny = policy.deny().stream().map(HostPattern::of).toList();
    this.allowPrivate = Ground.targets(policy.allowPrivate(), "the list of private addresses");
    this.upstream = policy.upstream() == null ? null : Upstream.of(policy.upstream());
  }

  @Nullable Upstream upstream() {
    return upstream;
  }

  /**
   * Whether this may pass, and where to.
   *
   * @param names asked at most once, and only if the lists let the host pass
   */
  Verdict decide(Wanted wanted, Resolver names) {
    var target = wanted.target();
    if (ChromiumHosts.have(target)) {
      return new Refused("the browser's own calls are switched off", false);
    }
    if (deny.stream().anyMatch(pattern -> pattern.matches(target))) {
      return new Refused("the host is on the list of denied hosts", true);
    }
    if (!allow.isEmpty() && allow.stream().noneMatch(pattern -> pattern.matches(target))) {
      return new Refused("the host is not on the list of allowed hosts", true);
    }
    var shop = ground.ofShop(wanted);
    if (shop != null) {
      return shop;
    }
    try {
      return ofAddresses(target, addresses(target.host(), names));
    } catch (UnknownHostException unknown) {
      return new Unknown();
    }
  }

  private Verdict ofAddresses(Target target, List<InetAddress> all) {
    var others = all.stream().filter(a -> !ground.ourselves(a, target.port())).toList();
    if (others.isEmpty()) {
      return new Refused("this server itself cannot be reached", true);
    }
    if (allowPrivate.contains(target)) {
      return new Pass(others, target.port(), false);
    }
    var open = others.stream().filter(ground::isPublic).toList();
    // an upstream proxy resolves for itself: it might take the one we would not
    if (open.isEmpty() || (upstream != null && open.size() < all.size())) {
      return new Refused(kind(others) + "; an administrator can allow " + target, true);
    }
    return new Pass(open, target.port(), false);
  }

  private String kind(List<InetAddress> addresses) {
    for (var address : addresses) {
      var kind = AddressKind.of(address);
      if (kind != AddressKind.PUBLIC) {
        return "the host has a " + kind.words() + " address";
      }
    }
    return "the host is this machine";
  }

  /** Where the upstream proxy is; it must be public or trusted, as any target. */
  Pass toUpstream(Upstream proxy, Resolver names) throws UnknownHostException {
    var target = proxy.proxy();
    boolean trusted = ground.trusts(proxy) || allowPrivate.contains(target);
    var open =
        addresses(target.host(), names).stream()
            .filter(address -> !ground.ourselves(address, target.port()))
            .filter(address -> trusted || ground.isPublic(address))
            .toList();
    if (open.isEmpty()) {
      throw new UnknownHostException("the upstream proxy is at an address that is not public");
    }
    return new Pass(open, target.port(), true);
  }

  private static List<InetAddress> addresses(Host host, Resolver names)
      throws UnknownHostException {
    if (host.number() != null) {
      return List.of(host.number());
    }
    var found = names.resolve(host.text()).stream().map(Machine::withoutZone).distinct().toList();
    if (found.isEmpty()) {
      throw new UnknownHostException(host.text());
    }
    return found;
  }
}
