package dev.parley.http;

import dev.parley.span.Place;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Optional;

/** Where every request comes in, once Helidon has read its line and headers. */
final class Entrance implements HttpRouting {
  private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

  private final RoutingTable routes;
  private final HttpSettings settings;
  private final Traffic traffic;
  private final Connections connections;
  private final BodyMemory memory;
  private final RequestListener listener;

  Entrance(
      RoutingTable routes,
      HttpSettings settings,
      Traffic traffic,
      Connections connections,
      RequestListener listener) {
    this.routes = routes;
    this.settings = settings;
    this.traffic = traffic;
    this.connections = connections;
    this.memory = new BodyMemory(settings.bounds().bodies());
    this.listener = listener;
  }

  @Override
  public HttpSecurity security() {
    return HttpSecurity.create();
  }

  @Override
  public void route(ConnectionContext context, RoutingRequest wire, RoutingResponse unused) {
    place(wire).run(() -> route(context, wire));
  }

  /** Below the client's own span, if it names one; several names are none. */
  private static Place place(RoutingRequest wire) {
    var named = wire.headers().all(TRACEPARENT, List::of);
    return (named.size() == 1 ? Place.below(named.getFirst()) : Optional.<Place>empty())
        .orElseGet(Place::fresh);
  }

  private void route(ConnectionContext context, RoutingRequest wire) {
    var connection = new Connection(context, connections);
    var body = new Body(wire, connection, memory);
    var exchange = exchange(wire, connection, body);
    boolean inOrder;
    boolean room = traffic.enter(connection);
    try {
      inOrder = exchange.run(room);
    } finally {
      traffic.leave(connection);
      body.release();
      listener.answered(exchange.end());
    }
    if (inOrder && exchange.keeps()) {
      skip(body);
      if (connection.awaitNext(traffic.draining())) {
        return;
      }
      throw new CloseConnectionException("nothing more came");
    }
    if (inOrder && body.unread()) {
      connection.linger();
    }
    throw new CloseConnectionException("answered");
  }

  private Exchange exchange(RoutingRequest wire, Connection connection, Body body) {
    var prologue = wire.prologue();
    var method = Method.of(prologue.method().text());
    var path = path(prologue);
    var match = routes.find(method, path);
    var incoming =
        new Request.Incoming(
            wire.headers(),
            wire.remotePeer().host(),
            body,
            connection::gone,
            traffic.draining(),
            settings.mostBodyBytes());
    var query = new Query(prologue.query().rawValue());
    var request = new Request(method, path, match, query, incoming);
    return new Exchange(request, match, settings.cors(), connection, listener);
  }

  /** Without what a proxy put before it: the absolute form of RFC 9112 §3.2.2, the base path. */
  private String path(HttpPrologue prologue) {
    var path = prologue.uriPath().rawPath();
    if (!path.startsWith("/")) {
      int authority = path.indexOf("://");
      int slash = authority < 0 ? -1 : path.indexOf('/', authority + 3);
      path = slash < 0 ? "/" + path : path.substring(slash);
    }
    var base = settings.basePath();
    if (!base.isEmpty() && (path + "/").startsWith(base + "/")) {
      return path.length() == base.length() ? "/" : path.substring(base.length());
    }
    return path;
  }

  private static void skip(Body body) {
    try {
      body.skip();
    } catch (ClientGone gone) {
      throw new CloseConnectionException("the client closed the connection", gone);
    }
  }
}
