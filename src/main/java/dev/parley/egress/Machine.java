package dev.parley.egress;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows the addresses of the machine it runs on. */
final class Machine {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private record Seen(Set<InetAddress> addresses, long until) {}

  private volatile Seen seen = new Seen(Set.of(), 0);

  boolean has(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return true;
    }
    var last = seen;
    if (last.until() < Watch.now()) {
      last = new Seen(addresses(), Watch.in(FRESH));
      seen = last;
    }
    return last.addresses().contains(address);
  }

  private static Set<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(Machine::withoutZone)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException noInterfaces) {
      return Set.of();
    }
  }

  /** An address of IPv6 equals itself whatever interface it was seen on. */
  static InetAddress withoutZone(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
