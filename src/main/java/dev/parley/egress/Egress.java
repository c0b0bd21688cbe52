package dev.parley.egress;

import dev.parley.browser.Gate;
import java.net.Socket;

/** Opens the proxy that all browser sessions go through. */
public final class Egress {
  private Egress() {}

  /** A proxy on a free loopback port that asks the operating system for names. */
  public static Gate.Gates open(EgressSettings settings) {
    var names = new SystemResolver(settings.limits().times().connect());
    return new ProxyGates(settings, names, Socket::connect, names::close);
  }

  /** A proxy that asks somebody else for names. */
  public static Gate.Gates open(EgressSettings settings, Resolver names) {
    return new ProxyGates(settings, names, Socket::connect, () -> {});
  }
}
