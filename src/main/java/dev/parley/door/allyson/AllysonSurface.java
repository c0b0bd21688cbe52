package dev.parley.door.allyson;

import dev.parley.http.Answer;
import dev.parley.http.Cors;
import dev.parley.http.Fault;
import dev.parley.http.Method;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of this API, who may read them from a browser, and how it says no. */
final class AllysonSurface implements Surface {
  private static final Cors CORS =
      Cors.open(
          List.of(
              "RateLimit-Policy",
              "RateLimit-Limit",
              "RateLimit-Remaining",
              "RateLimit-Reset",
              "Retry-After",
              "ETag"));

  private final List<Operation> operations;
  private final Gate gate;

  AllysonSurface(List<Operation> operations, Gate gate) {
    this.operations = List.copyOf(operations);
    this.gate = gate;
  }

  @Override
  public String name() {
    return "allyson";
  }

  /** None: {@code /} and {@code /user} belong to this API as {@code /v1} does. */
  @Override
  public String prefix() {
    return "";
  }

  @Override
  public List<Route> routes() {
    return operations.stream().map(operation -> operation.route(gate)).toList();
  }

  @Override
  public Optional<Cors> cors() {
    return Optional.of(CORS);
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return Refusal.of(
        fault, operation(request).map(Operation::errors).orElse(Errors.UNKNOWN_ROUTE));
  }

  private Optional<Operation> operation(Request request) {
    var method = request.method() == Method.HEAD ? Method.GET : request.method();
    return operations.stream()
        .filter(each -> each.method() == method && each.path().equals(request.template()))
        .findFirst();
  }

  @Override
  public Answer unknownPath(Request request) {
    return notFound(request);
  }

  /** A route is a path with its method (contract §1.5); another method makes an unknown one. */
  @Override
  public Answer wrongMethod(Request request, Set<String> allowed) {
    return notFound(request);
  }

  private Answer notFound(Request request) {
    gate.pass(request);
    return Refusal.unknownRoute();
  }
}
