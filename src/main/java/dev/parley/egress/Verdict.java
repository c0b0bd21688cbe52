package dev.parley.egress;

import java.net.InetAddress;
import java.util.List;

/** What the rules say to a request. */
sealed interface Verdict {
  /**
   * It may.
   *
   * @param addresses those that passed, best first; never empty
   * @param port at those addresses
   * @param direct whether it goes past the session's upstream proxy
   */
  record Pass(List<InetAddress> addresses, int port, boolean direct) implements Verdict {
    public Pass {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * It may not.
   *
   * @param why ends the sentence "refused, because …"
   * @param violation false for what the browser does of its own accord
   */
  record Refused(String why, boolean violation) implements Verdict {}

  /** Nobody knows the name. */
  record Unknown() implements Verdict {}
}
