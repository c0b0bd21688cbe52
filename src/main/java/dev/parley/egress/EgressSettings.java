package dev.parley.egress;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all gates of a proxy.
 *
 * @param shop the open corner of this very server; absent, nothing of it can be reached
 * @param upstreams {@code host:port} of proxies at private addresses that sessions may go through
 */
public record EgressSettings(@Nullable Shop shop, Set<String> upstreams, Limits limits) {
  public EgressSettings {
    upstreams = Set.copyOf(upstreams);
  }

  /** Nothing of this server, no private upstream, ordinary limits. */
  public static EgressSettings plain() {
    return new EgressSettings(null, Set.of(), Limits.ordinary());
  }

  /** With a proxy that sessions may go through wherever it is, as an administrator names it. */
  public EgressSettings trusting(String upstreamUrl) {
    var all = new HashSet<>(upstreams);
    all.add(Upstream.of(upstreamUrl).proxy().toString());
    return new EgressSettings(shop, all, limits);
  }

  /**
   * The part of this server that pages may reach.
   *
   * @param names {@code host:port} by which the server is known, as written in URLs
   * @param address where it listens; no other path on this port can be reached under any name
   * @param path prefix of what may be reached, with a slash at both ends
   */
  public record Shop(Set<String> names, InetSocketAddress address, String path) {
    public Shop {
      names = Set.copyOf(names);
      if (address.isUnresolved() || address.getPort() == 0) {
        throw new IllegalArgumentException("the shop needs an address and a port: " + address);
      }
      if (!path.startsWith("/") || !path.endsWith("/")) {
        throw new IllegalArgumentException("the shop's path begins and ends with a slash: " + path);
      }
    }
  }

  /**
   * How many and how long.
   *
   * @param connections of all gates together
   * @param connectionsPerGate of one gate
   * @param times how long to wait, for what
   */
  public record Limits(int connections, int connectionsPerGate, Times times) {
    public Limits {
      if (connections < 1 || connectionsPerGate < 1) {
        throw new IllegalArgumentException("a proxy needs at least one connection");
      }
    }

    public static Limits ordinary() {
      return new Limits(4096, 160, Times.ordinary());
    }
  }

  /**
   * How long to wait, for what.
   *
   * @param connect for a name's addresses, and again for a connection to one of them
   * @param head for a whole request head
   * @param answer for a target's first answer
   * @param idle for the next bytes of a body, or the next request
   * @param tunnel for the next bytes of a tunnel, in either direction
   */
  public record Times(
      Duration connect, Duration head, Duration answer, Duration idle, Duration tunnel) {
    public Times {
      for (var time : new Duration[] {connect, head, answer, idle, tunnel}) {
        if (!time.isPositive()) {
          throw new IllegalArgumentException("times must be positive");
        }
      }
    }

    public static Times ordinary() {
      return new Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(15));
    }

    /** How often the limits are looked at. */
    Duration tick() {
      var shortest = connect;
      for (var time : new Duration[] {head, answer, idle, tunnel}) {
        shortest = time.compareTo(shortest) < 0 ? time : shortest;
      }
      var tick = shortest.dividedBy(4);
      return tick.compareTo(Duration.ofMillis(500)) < 0 ? tick : Duration.ofMillis(500);
    }
  }
}
