package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.http.Query;
import dev.parley.http.Request;
import dev.parley.identity.Users;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.WebSession.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Begins, shows and lists sessions (contract §2.1–2.4, §2.11). */
final class SessionOperations {
  private static final int USUAL_LIMIT = 10;
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");
  private static final String SESSIONS = "/v1/sessions";

  private final WebAgent agent;
  private final ShowSession show;
  private final Users users;

  SessionOperations(WebAgent agent, ShowSession show, Users users) {
    this.agent = agent;
    this.show = show;
    this.users = users;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(
            SESSIONS + "/new",
            new Errors(Keys.ERROR, "Failed to start browser session"),
            this::start),
        Operation.post(
            SESSIONS + "/{id}/rerun",
            new Errors(Keys.ERROR, "Failed to start browser session"),
            this::rerun),
        Operation.get(
            SESSIONS, new Errors(Keys.ERROR, "Failed to fetch browser sessions"), this::list),
        Operation.get(
            SESSIONS + "/query", new Errors(Keys.ERROR, "Failed to query sessions"), this::search),
        Operation.get(
            SESSIONS + "/{id}",
            new Errors(Keys.ONE_SESSION, "Failed to fetch browser session"),
            this::get),
        Operation.get(
            SESSIONS + "/{id}/status",
            new Errors(Keys.WORKER, "Failed to check browser status"),
            this::status),
        Operation.get(
            SESSIONS + "/{id}/trace",
            new Errors(Keys.ERROR, "Failed to fetch the trace"),
            this::trace));
  }

  private Answer start(Call call) {
    var key = idempotencyKey(call.request()).orElse(null);
    var order = new StartSessionRequest(call.body()).toOrder();
    if (users.find(call.user()).isEmpty()) {
      return Refusal.body(404, Keys.ERROR, "User not found");
    }
    var session = agent.start(call.caller(), Visitor.source(call.visitor()), order, key);
    return Reply.json(200, StartSessionResponse.of(session));
  }

  private Answer rerun(Call call) {
    var key = idempotencyKey(call.request()).orElse(null);
    var source = Visitor.source(call.visitor());
    var session = agent.rerun(call.caller(), source, call.session(), key);
    return Reply.json(200, StartSessionResponse.of(session));
  }

  private static Optional<String> idempotencyKey(Request request) {
    return request
        .header("Idempotency-Key")
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .map(key -> {
          if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw Paging.malformed("Idempotency-Key must be at most 255 plain characters.");
          }
          return key;
        });
  }

  private Answer get(Call call) {
    var shown = show.whole(find(call));
    var headers = Map.of("ETag", shown.etag(), "Cache-Control", "private, no-cache");
    if (isKnown(call.request(), shown.etag())) {
      return new Answer.Empty(304, headers);
    }
    var answer = Reply.json(200, JsonObject.EMPTY.with("session", shown.document()));
    return new Answer.Bytes(200, answer.contentType(), answer.body(), headers);
  }

  private static boolean isKnown(Request request, String etag) {
    var opaque = etag.substring("W/".length());
    return request.headers("If-None-Match").stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .map(each -> each.startsWith("W/") ? each.substring("W/".length()) : each)
        .anyMatch(each -> each.equals(opaque) || each.equals("*"));
  }

  private Answer trace(Call call) {
    var turn =
        agent
            .trace(call.user(), call.session())
            .orElseThrow(() -> new ProblemException(new SessionMissing()));
    return Reply.json(200, show.trace(turn));
  }

  private WebSession find(Call call) {
    return agent
        .find(call.user(), call.session())
        .orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  private Answer status(Call call) {
    var session = find(call);
    var status = session.state().status();
    boolean seen = !status.isFinal() && show.hasBeenSeen(session);
    return Reply.json(200, BrowserStatus.of(status, seen));
  }

  /** Which source is not said is that of the API; so a documented client sees its own sessions. */
  private Answer list(Call call) {
    var query = call.request().query();
    var paging = Paging.of(query, USUAL_LIMIT);
    var source = query.single("source").orElse("").equals("client") ? Source.CLIENT : Source.API;
    return page(call, paging, status(query), new Sought(null, Optional.of(source)));
  }

  /** A source that is given counts as it stands; there is none of another name. */
  private Answer search(Call call) {
    var query = call.request().query();
    var paging = Paging.of(query, USUAL_LIMIT);
    var status = status(query);
    var term = query.single("searchTerm").filter(text -> !text.isEmpty()).orElse(null);
    return switch (query.single("source").orElse("")) {
      case "" -> page(call, paging, status, new Sought(term, Optional.empty()));
      case "api" -> page(call, paging, status, new Sought(term, Optional.of(Source.API)));
      case "client" -> page(call, paging, status, new Sought(term, Optional.of(Source.CLIENT)));
      default -> none(paging);
    };
  }

  private record Sought(@Nullable String term, Optional<Source> source) {}

  /** Empty for no filter. */
  private static Optional<SessionStatus> status(Query query) {
    return query
        .single("status")
        .filter(text -> !text.isEmpty())
        .map(text ->
            SessionStatus.parse(text)
                .orElseThrow(() ->
                    Paging.malformed(
                        "status must be one of active, inactive, completed, failed, humanInput,"
                            + " stopped, paused.")));
  }

  private Answer page(Call call, Paging paging, Optional<SessionStatus> status, Sought sought) {
    if (status.isPresent() && status.get().toStatus().isEmpty()) {
      return none(paging);
    }
    var found =
        agent.list(
            call.user(),
            new WebAgent.Query(
                sought.term(),
                status.flatMap(SessionStatus::toStatus).orElse(null),
                sought.source().orElse(null),
                paging.page(),
                paging.limit()));
    return Reply.json(
        200,
        new SessionsPage(
            show.items(call.user(), found.sessions()),
            paging.page(),
            paging.pages(found.total()),
            found.total()));
  }

  private static Answer none(Paging paging) {
    return Reply.json(200, new SessionsPage(List.of(), paging.page(), 0, 0));
  }
}
