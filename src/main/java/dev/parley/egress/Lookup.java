package dev.parley.egress;

import dev.parley.browser.SessionSpec.Policy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Finds the addresses of hosts that callers choose, for connections that this server makes itself.
 *
 * <p>By the rules that hold for browsers. Who connects must connect to one of these addresses: a
 * name asked for again may have changed its mind.
 */
public final class Lookup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NO_PROXY = -1;

  private final Rules rules;
  private final Resolver names;
  private final Runnable closing;

  private Lookup(Policy policy, Resolver names, Runnable closing) {
    this.rules = new Rules(policy, new Ground(EgressSettings.plain(), NO_PROXY));
    this.names = names;
    this.closing = closing;
  }

  /** Asks the operating system for names. */
  public static Lookup open(Policy policy) {
    var names = new SystemResolver(PATIENCE);
    return new Lookup(policy, names, names::close);
  }

  /** Asks somebody else for names. */
  public static Lookup open(Policy policy, Resolver names) {
    return new Lookup(policy, names, () -> {});
  }

  /** What there is of a host. */
  public sealed interface Answer {
    /** It may be reached at these, best first; never empty. */
    record At(List<InetAddress> addresses) implements Answer {
      public At {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * It may not be reached.
     *
     * @param why in words, without addresses
     */
    record Refused(String why) implements Answer {}

    /** Nobody knows the name. */
    record Unknown() implements Answer {}
  }

  /** Looks a host up, written as in a URL. */
  public Answer find(String host, int port) {
    Target target;
    try {
      target = new Target(Host.of(host), port);
    } catch (MalformedMessage malformed) {
      return new Answer.Refused(String.valueOf(malformed.getMessage()));
    }
    return switch (rules.decide(new Wanted("CONNECT", target, ""), names)) {
      case Verdict.Pass pass -> new Answer.At(pass.addresses());
      case Verdict.Refused(var why, _) -> new Answer.Refused(why);
      case Verdict.Unknown() -> new Answer.Unknown();
    };
  }

  @Override
  public void close() {
    closing.run();
  }
}
