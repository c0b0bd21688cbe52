package dev.parley.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into its addresses. */
@FunctionalInterface
public interface Resolver {
  /**
   * Asked once for each connection; never for a numeric host.
   *
   * @param host lower case, without a dot at its end
   * @throws UnknownHostException if the name has no address, or none was found in time
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
