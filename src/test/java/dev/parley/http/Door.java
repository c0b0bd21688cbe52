package dev.parley.http;

import dev.parley.problem.AccessProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** A door with whatever routes a test needs; its errors are the problem's name. */
@NullMarked
final class Door implements Surface {
  private final List<Route> routes = new ArrayList<>();

  static Door with(Route... routes) {
    var door = new Door();
    door.routes.addAll(List.of(routes));
    return door;
  }

  HttpServer start() {
    return start(HttpSettings.onLoopback(0));
  }

  HttpServer start(HttpSettings settings) {
    var operations = new Operations(Optional::empty, () -> "up 1\n");
    return HttpServer.start(settings, List.of(this, operations));
  }

  static Answer text(String text) {
    return Answer.json(200, Map.of("text", text));
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public String prefix() {
    return "/api";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    var name =
        fault.problem().map(problem -> problem.getClass().getSimpleName()).orElse("Internal");
    int status = fault.problem().map(Door::status).orElse(500);
    return Answer.json(status, Map.of("error", name, "id", fault.instanceId().toString()));
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case RequestProblem.BodyTooLarge _ -> 413;
      case AccessProblem.CredentialsMissing _ -> 401;
      case AccessProblem.Unavailable _ -> 503;
      case Problem _ -> 400;
    };
  }
}
