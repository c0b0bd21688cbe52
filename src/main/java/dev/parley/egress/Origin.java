package dev.parley.egress;

import dev.parley.egress.Verdict.Pass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to a target, or to the upstream proxy on the way to it.
 *
 * @param checked the target's addresses as the rules saw them when it was opened
 * @param upstream the proxy the wire leads to; absent when it leads to the target
 */
record Origin(Wire wire, Target target, List<InetAddress> checked, @Nullable Upstream upstream)
    implements AutoCloseable {

  static Origin open(ClientConnection connection, Wanted wanted, Pass pass) throws IOException {
    var gate = connection.gate();
    var upstream = pass.direct() ? null : gate.rules().upstream();
    var way = pass;
    if (upstream != null) {
      try {
        way = gate.rules().toUpstream(upstream, gate::resolve);
      } catch (UnknownHostException unknown) {
        throw new Unreachable("its upstream proxy is unknown or at an address that is not public");
      }
    }
    var wire = dial(connection, way, gate.meter());
    return new Origin(wire, wanted.target(), pass.addresses(), upstream);
  }

  /** Tries one address after the other, all within one time. */
  private static Wire dial(ClientConnection connection, Pass way, Meter meter) throws IOException {
    var times = connection.proxy().limits().times();
    long until = Watch.in(times.connect());
    var addresses = way.addresses();
    for (int i = 0; i < addresses.size(); i++) {
      long left = Duration.ofNanos(until - Watch.now()).toMillis() / (addresses.size() - i);
      if (left <= 0) {
        break;
      }
      var socket = new Socket();
      connection.going(socket);
      try {
        var address = new InetSocketAddress(addresses.get(i), way.port());
        connection.proxy().dialer().connect(socket, address, (int) left);
        return new Wire(socket, connection.proxy().watch(), times.idle(), meter);
      } catch (IOException refused) {
        socket.close();
      }
    }
    throw new Unreachable("it refused the connection or did not answer");
  }

  /** Opens a tunnel through the upstream proxy, if there is one. */
  void tunnel(Duration answer) throws IOException {
    if (upstream == null) {
      return;
    }
    wire.write(
        "CONNECT "
            + target
            + " HTTP/1.1\r\nHost: "
            + target
            + "\r\n"
            + upstream.loginLine()
            + "\r\n");
    wire.within(answer);
    var head = ResponseHead.read(wire);
    wire.unhurried();
    if (head.status() / 100 != 2) {
      throw new Unreachable("the upstream proxy answered " + head.status());
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
