package dev.parley.http;

import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.HttpService;
import java.util.function.Supplier;

/**
 * Hands our {@link Entrance} to Helidon in the only form it takes a routing in.
 *
 * <p>There is nothing to build: Helidon's own routes, filters and error handlers are not used.
 */
final class CatchAll implements HttpRouting.Builder {
  private final HttpRouting entrance;

  CatchAll(HttpRouting entrance) {
    this.entrance = entrance;
  }

  @Override
  public HttpRouting build() {
    return entrance;
  }

  @Override
  public HttpRouting.Builder copy() {
    return this;
  }

  @Override
  public HttpRouting.Builder register(HttpService... service) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder register(String pathPattern, HttpService... service) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder route(HttpRoute route) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder addFilter(Filter filter) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder addFeature(Supplier<? extends HttpFeature> feature) {
    throw unused();
  }

  @Override
  public <T extends Throwable> HttpRouting.Builder error(
      Class<T> exceptionClass, ErrorHandler<? super T> handler) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder maxReRouteCount(int maxReRouteCount) {
    throw unused();
  }

  @Override
  public HttpRouting.Builder security(HttpSecurity security) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("Routes are in the RoutingTable");
  }
}
