package dev.parley.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

/** The running server: one port, all surfaces, a virtual thread for each connection. */
public final class HttpServer implements AutoCloseable {
  private static final int LONGEST_REQUEST_LINE = 16 * 1024;
  private static final int LARGEST_HEADERS = 32 * 1024;

  private final WebServer server;
  private final int port;
  private final Traffic traffic;
  private final Connections connections;
  private final Duration grace;

  private HttpServer(WebServer server, Traffic traffic, Connections connections, Duration grace) {
    this.server = server;
    this.port = server.port();
    this.traffic = traffic;
    this.connections = connections;
    this.grace = grace;
  }

  /** Listens; {@link CannotListen} when the port cannot be had. */
  public static HttpServer start(HttpSettings settings, List<Surface> surfaces) {
    return start(settings, surfaces, _ -> {});
  }

  /** Listens and tells {@code listener} of every request. */
  public static HttpServer start(
      HttpSettings settings, List<Surface> surfaces, RequestListener listener) {
    var traffic = new Traffic(settings.bounds().requests());
    var connections = new Connections(settings.bounds());
    var entrance =
        new Entrance(new RoutingTable(surfaces), settings, traffic, connections, listener);
    try {
      tryPort(settings);
      var server = build(settings, entrance, connections).start();
      return new HttpServer(server, traffic, connections, settings.grace());
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
      HttpSettings settings, Entrance entrance, Connections connections) {
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
        .port(settings.port())
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
    server.stop();
    connections.close();
  }
}
