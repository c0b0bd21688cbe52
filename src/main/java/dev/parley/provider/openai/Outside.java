package dev.parley.provider.openai;

import java.net.InetAddress;
import java.util.List;

/** Knows which hosts callers may choose, and where those are. */
@FunctionalInterface
public interface Outside {
  /** Asked once for each request to a host that its caller chose. */
  Found find(String host, int port, boolean secure);

  /** What there is of a host. */
  sealed interface Found {
    /** It may be reached at these addresses and no others; never empty. */
    record At(List<InetAddress> addresses) implements Found {
      public At {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * It may not be reached.
     *
     * @param why a sentence that says who could allow it
     */
    record Refused(String why) implements Found {}

    /** It has no address. */
    record Unknown() implements Found {}
  }
}
