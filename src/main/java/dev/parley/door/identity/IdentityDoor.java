package dev.parley.door.identity;

import dev.parley.door.identity.TokenEndpoint.TokenRequest;
import dev.parley.http.Answer;
import dev.parley.http.Fault;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.http.Surface;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.RequestProblem.BodyTooLarge;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The OAuth endpoints as routes of the server. */
public final class IdentityDoor implements Surface {
  private static final String OAUTH = "/multipass/api/oauth2";
  private static final int MOST_BYTES = 64 * 1024;

  private final TokenEndpoint endpoint;
  private final Pages pages;
  private final Elsewhere elsewhere;

  public IdentityDoor(TokenEndpoint endpoint, Pages pages, Elsewhere elsewhere) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.elsewhere = elsewhere;
  }

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String prefix() {
    return "/multipass";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(OAUTH + "/authorize", pages::authorize),
        Route.post("/multipass/sign-in", pages::signIn),
        Route.post("/multipass/consent", pages::decide),
        Route.get("/multipass/elsewhere/{provider}", elsewhere::go),
        Route.get("/multipass/back/{provider}", elsewhere::back),
        Route.get("/multipass/style.css", pages::style),
        Route.post(OAUTH + "/token", request -> answer(endpoint.token(read(request)))),
        Route.post(OAUTH + "/revoke_token", request -> answer(endpoint.revoke(read(request)))));
  }

  private static TokenRequest read(Request request) {
    return new TokenRequest(
        request.header("Content-Type"),
        request.headers("Authorization"),
        new String(request.body(MOST_BYTES), StandardCharsets.UTF_8));
  }

  private static Answer answer(TokenReply reply) {
    var body = reply.body();
    if (body == null) {
      return new Answer.Empty(reply.status(), reply.headers());
    }
    Answer.Bytes answer = Answer.json(reply.status(), body);
    for (var header : reply.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  @Override
  public Answer refuse(Request request, Fault fault) {
    return fault
        .problem()
        .map(IdentityDoor::refusal)
        .orElseGet(() -> error(500, "server_error", "Something failed here. Try again later."));
  }

  private static Answer refusal(Problem problem) {
    return switch (problem) {
      case AccessProblem access -> refusal(access);
      case BodyTooLarge large -> error(413, "invalid_request", large.message());
      case RequestProblem bad -> error(400, "invalid_request", bad.message());
      case AgentProblem other -> error(500, "server_error", other.message());
      case SessionProblem other -> error(500, "server_error", other.message());
      case FileProblem other -> error(500, "server_error", other.message());
      case LiveProblem other -> error(500, "server_error", other.message());
      case TurnProblem other -> error(500, "server_error", other.message());
    };
  }

  private static Answer refusal(AccessProblem problem) {
    return switch (problem) {
      case AccessProblem.TooManyRequests _ ->
          error(429, "temporarily_unavailable", problem.message());
      case AccessProblem.Unavailable _ -> error(503, "temporarily_unavailable", problem.message());
      case AccessProblem.CredentialsMissing _,
          AccessProblem.CredentialsRefused _,
          AccessProblem.ScopeMissing _,
          AccessProblem.AdministratorOnly _ ->
          error(401, "invalid_client", problem.message());
    };
  }

  private static Answer.Bytes error(int status, String error, String description) {
    return Answer.json(
        status, JsonObject.EMPTY.with("error", error).with("error_description", description));
  }
}
