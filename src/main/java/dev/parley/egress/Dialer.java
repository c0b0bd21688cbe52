package dev.parley.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connects a socket to an address that the rules let pass. */
@FunctionalInterface
interface Dialer {
  void connect(Socket socket, InetSocketAddress address, int millis) throws IOException;
}
