package dev.parley.door.aip;

import dev.parley.agent.FindVersion;
import dev.parley.conversation.Conversations;
import dev.parley.http.Answer;
import dev.parley.http.Method;
import dev.parley.http.PageSize;
import dev.parley.http.PageTokens;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.Sessions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens, lists, shows, renames and deletes sessions (contract §2.2, §2.5–2.8, §2.13). */
final class SessionOperations {
  static final String ALL_SESSIONS = Operation.AGENTS + "/allSessions";
  private static final int PAGE = 100;

  private final Sessions sessions;
  private final Conversations conversations;
  private final FindVersion versions;
  private final PageTokens tokens;

  SessionOperations(
      Sessions sessions, Conversations conversations, FindVersion versions, PageTokens tokens) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.versions = versions;
    this.tokens = tokens;
  }

  List<Operation> all() {
    return List.of(
        new Operation(Method.GET, ALL_SESSIONS, Scope.WRITE, true, this::listAcrossAgents),
        Operation.post(Operation.SESSIONS, CreateSessionRequest.class, this::create),
        new Operation(Method.DELETE, Operation.SESSION, Scope.WRITE, true, this::delete),
        Operation.read(Operation.SESSIONS, this::list),
        Operation.read(Operation.SESSION, this::get),
        Operation.put(
            Operation.SESSION + "/updateTitle", UpdateSessionTitleRequest.class, this::rename));
  }

  private Answer create(Call call, CreateSessionRequest body) {
    return Answer.json(
        200, Session.of(conversations.open(call.caller(), call.agent(), body.agentVersion())));
  }

  private Answer get(Call call) {
    return Answer.json(
        200,
        sessions
            .find(call.session())
            .map(Session::of)
            .orElseThrow(() -> new ProblemException(new SessionMissing())));
  }

  private Answer delete(Call call) {
    conversations.delete(call.session());
    return Answer.empty(204);
  }

  private Answer rename(Call call, UpdateSessionTitleRequest body) {
    if (!sessions.rename(call.session(), body.toTitle())) {
      throw new ProblemException(new SessionMissing());
    }
    return Answer.empty(204);
  }

  private Answer list(Call call) {
    var page = page(call, "sessions");
    if (page.data().isEmpty()) {
      versions.requireAgent(call.agent());
    }
    return Answer.json(200, new ListSessionsResponse(page.data(), page.next()));
  }

  private Answer listAcrossAgents(Call call) {
    var page = page(call, "allSessions");
    return Answer.json(200, new AgentsSessionsPage(page.data(), page.next()));
  }

  /** A page of sessions and the token of the next one. */
  private record Listed(List<Session> data, @Nullable String next) {}

  private Listed page(Call call, String kind) {
    var query = call.request().query();
    int size = PageSize.of(query, PAGE, PAGE);
    var listing = call.listing(kind);
    var after =
        query
            .single("pageToken")
            .map(token -> SessionCursor.parse(tokens.cursor(listing, token)))
            .orElse(null);
    var caller = call.caller();
    var page =
        Page.of(
            sessions.list(
                new Sessions.Listing(
                    caller.user(), caller.client(), call.pathAgent(), after, size + 1)),
            size);
    return new Listed(
        page.data().stream().map(Session::of).toList(),
        page.last().map(last -> tokens.issue(listing, SessionCursor.print(last))).orElse(null));
  }
}
