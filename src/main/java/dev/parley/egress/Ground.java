package dev.parley.egress;

import dev.parley.egress.EgressSettings.Shop;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rules of all gates stand on: this server's own ports and what belongs to it. */
final class Ground {
  private final Machine machine = new Machine();
  private final @Nullable Shop shop;
  private final Set<Target> shopNames;
  private final Set<Target> upstreams;
  private final int proxyPort;

  Ground(EgressSettings settings, int proxyPort) {
    this.shop = settings.shop();
    this.shopNames = shop == null ? Set.of() : targets(shop.names(), "the shop's names");
    this.upstreams = targets(settings.upstreams(), "the list of upstream proxies");
    this.proxyPort = proxyPort;
  }

  static Set<Target> targets(Set<String> texts, String what) {
    return texts.stream()
        .map(text -> Target.setting(text, what))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The shop's answer, if the target is this server by one of its names. */
  @Nullable Verdict ofShop(Wanted wanted) {
    if (shop == null || !shopNames.contains(wanted.target())) {
      return null;
    }
    boolean asks = wanted.method().equals("GET") || wanted.method().equals("POST");
    if (!asks || !ShopPath.below(shop.path(), wanted.path())) {
      return new Verdict.Refused(
          "of this server only GET and POST below " + shop.path() + " can be reached", true);
    }
    var address = shop.address();
    return new Verdict.Pass(List.of(address.getAddress()), address.getPort(), true);
  }

  /** Whether this server or its proxy listens there. */
  boolean ourselves(InetAddress address, int port) {
    boolean proxys = port == proxyPort && machine.has(address);
    return proxys || (shop != null && port == shop.address().getPort() && isOurs(shop, address));
  }

  /** Whether it is for everybody, and not this machine under its public address. */
  boolean isPublic(InetAddress address) {
    return AddressKind.of(address) == AddressKind.PUBLIC && !machine.has(address);
  }

  boolean trusts(Upstream upstream) {
    return upstreams.contains(upstream.proxy());
  }

  private boolean isOurs(Shop shop, InetAddress address) {
    return machine.has(address) || address.equals(shop.address().getAddress());
  }
}
