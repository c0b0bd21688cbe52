package dev.parley.door.demo;

import dev.parley.http.Answer;
import dev.parley.http.Fault;
import dev.parley.http.Handler;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The demo shop as routes of the server. */
public final class DemoDoor implements Surface {
  private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

  private final Visits visits;
  private final List<Route> routes;

  public DemoDoor(InstantSource clock) {
    this.visits = new Visits(clock);
    var parts = Parts.read();
    var browsing = new Browsing(parts);
    var buying = new Buying(parts, visits, clock);
    var account = new Account(visits);
    var style = Layout.file("text/css; charset=utf-8", Files.text("style.css"));
    this.routes =
        List.of(
            Route.get("/demo", _ -> Answer.empty(308).with("Location", "demo/")),
            Route.get("/demo/", page(browsing::home)),
            Route.get("/demo/search", page(browsing::search)),
            Route.get("/demo/parts/{id}", page(browsing::part)),
            Route.get("/demo/basket", page(buying::basket)),
            Route.post("/demo/basket", own(buying::change)),
            Route.get("/demo/order", page(buying::form)),
            Route.post("/demo/order", own(buying::order)),
            Route.get("/demo/orders/{number}", page(buying::confirmation)),
            Route.get("/demo/login", page(account::form)),
            Route.post("/demo/login", own(account::login)),
            Route.post("/demo/logout", own(account::logout)),
            Route.get("/demo/account", page(account::page)),
            Route.get("/demo/style.css", _ -> style),
            Route.get("/demo/art/{name}", page(DemoDoor::picture)));
  }

  private Handler page(Function<Asked, Answer> page) {
    return request -> page.apply(Asked.of(request, visits));
  }

  /** Only forms of the shop itself, as far as the browser tells. */
  private Handler own(Function<Asked, Answer> operation) {
    return page(asked ->
        asked.request().header("Sec-Fetch-Site").filter(ELSEWHERE::contains).isPresent()
            ? Layout.sorry(
                asked, 403, "Not from there", "Another site sent this form, so it was not taken.")
            : operation.apply(asked));
  }

  private static Answer picture(Asked asked) {
    var name = asked.request().param("name").replaceFirst("\\.svg$", "");
    return name.equals("logo") || Aisle.of(name).isPresent()
        ? Layout.file("image/svg+xml", Files.text("art/" + name + ".svg"))
        : missing(asked);
  }

  private static Answer missing(Asked asked) {
    return Layout.sorry(asked, 404, "Nothing here", "There is no such page in the shop.");
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String prefix() {
    return "/demo";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    var asked = Asked.of(request, visits);
    return fault
        .problem()
        .map(
            problem -> Layout.sorry(asked, status(problem), "That did not work", problem.message()))
        .orElseGet(() ->
            Layout.sorry(
                asked,
                500,
                "The shop failed",
                "The server's log says why, under the id " + fault.instanceId() + "."));
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case AccessProblem.Unavailable _ -> 503;
      case RequestProblem.BodyTooLarge _ -> 413;
      case Problem _ -> 400;
    };
  }

  @Override
  public Answer unknownPath(Request request) {
    return missing(Asked.of(request, visits));
  }

  @Override
  public Answer wrongMethod(Request request, Set<String> allowed) {
    return Layout.sorry(
            Asked.of(request, visits), 405, "Not like that", "This address is used in another way.")
        .with("Allow", String.join(", ", allowed));
  }
}
