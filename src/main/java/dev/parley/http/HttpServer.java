package dev.parley.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: one port, all surfaces, a virtual thread for each connection. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final Duration LOOKED_AT = Duration.ofSeconds(1);
  private static final int LONGEST_REQUEST_LINE = 16 * 1024;
  private static final int LARGEST_HEADERS = 32 * 1024;

  private final Supplier<WebServer> listen;
  private final int port;
  private final Traffic traffic;
  private final Connections connections;
  private final Duration grace;
  private WebServer server;
  private boolean closed;

  private HttpServer(
      IntFunction<WebServer> listen,
      Traffic traffic,
      Connections connections,
      HttpSettings settings) {
    this.server = listen.apply(settings.port());
    this.port = server.port();
    this.listen = () -> listen.apply(port);
    this.traffic = traffic;
    this.connections = connections;
    this.grace = settings.grace();
    connections.repeat(this::listenAgain, LOOKED_AT);
  }

  /** Listens; {@link CannotListen} when the port cannot be had. */
  public static HttpServer start(HttpSettings settings, List<Surface> surfaces) {
    return start(settings, surfaces, _ -> {});
  }

  /** Listens and tells {@code listener} of every request. */
  public static HttpServer start(
      HttpSettings settings, List<Surface> surfaces, RequestListener listener) {
    var traffic = new Traffic(settings.bounds().requests());
    var connections = new Connections(settings.bounds(), Descriptors.ours());
    var entrance =
        new Entrance(new RoutingTable(surfaces), settings, traffic, connections, listener);
    try {
      tryPort(settings);
      return new HttpServer(
          port -> build(settings, port, entrance, connections).start(),
          traffic,
          connections,
          settings);
    } catch (IOException | RuntimeException failed) {
      connections.close();
      throw CannotListen.of(settings, failed);
    }
  }

  /** Helidon would log a failure with its trace, where one sentence says all. */
  private static void tryPort(HttpSettings settings) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    }
  }

  private static WebServer build(
      HttpSettings settings, int port, Entrance entrance, Connections connections) {
    var http1 =
        Http1Config.builder()
            .maxPrologueLength(LONGEST_REQUEST_LINE)
            .maxHeadersSize(LARGEST_HEADERS)
            // paths and queries are read by ours, which says more exactly what is wrong
            .validatePath(false)
            .validatePrologue(false)
            .build();
    return WebServer.builder()
        .host(settings.host())
        .port(port)
        .shutdownHook(false)
        .addProtocol(http1)
        .protocolsDiscoverServices(false)
        .addRouting(new CatchAll(entrance))
        .directHandlers(TransportErrors.handlers())
        // no text of Helidon's goes out: TransportErrors needs it to tell cases apart
        .errorHandling(errors -> errors.includeEntity(true))
        .connectionOptions(connections.door(SocketOptions.builder().tcpNoDelay(true).build()))
        .idleConnectionTimeout(settings.bounds().idle())
        .build();
  }

  /** Helidon stops for good once a connection could not be accepted, whatever the reason. */
  private synchronized void listenAgain() {
    if (closed || server.isRunning()) {
      return;
    }
    LOG.error("The server has stopped listening, and begins again");
    try {
      server = listen.get();
    } catch (RuntimeException notYet) {
      LOG.error("It cannot listen yet: {}", notYet.toString());
    }
  }

  /** What listens at the moment. */
  synchronized WebServer listening() {
    return server;
  }

  /** The port listened on. */
  public int port() {
    return port;
  }

  /**
   * Lets no more requests in: they are told to come back later, readiness says no, streams and
   * waiting requests hear of it by {@link Request#draining}. Returns at once.
   */
  public void beginDrain() {
    traffic.draining().cancel();
  }

  /** Drains, waits for requests under way as long as the grace time, breaks the rest, stops. */
  @Override
  public void close() {
    beginDrain();
    try {
      traffic.awaitQuiet(grace);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    traffic.breakAll();
    synchronized (this) {
      closed = true;
      server.stop();
    }
    connections.close();
  }
}
