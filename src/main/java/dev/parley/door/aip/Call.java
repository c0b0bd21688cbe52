package dev.parley.door.aip;

import dev.parley.http.PageTokens;
import dev.parley.http.Request;
import dev.parley.id.AgentRid;
import dev.parley.id.Rid;
import dev.parley.id.StrictUuid;
import dev.parley.id.TraceId;
import dev.parley.identity.Caller;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.SessionKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose caller is known and may make it, with what its path names. */
record Call(
    Request request,
    Caller caller,
    @Nullable AgentRid pathAgent,
    @Nullable String pathSession,
    @Nullable TraceId pathTrace) {

  /** {@code Malformed} for a path value of the wrong form. */
  static Call of(Request request, Caller caller) {
    var agent = value(request, "agentRid").map(Call::rid).map(AgentRid::new);
    var session = value(request, "sessionRid").map(Call::rid);
    var trace = value(request, "sessionTraceId").map(Call::trace);
    return new Call(request, caller, agent.orElse(null), session.orElse(null), trace.orElse(null));
  }

  AgentRid agent() {
    return Objects.requireNonNull(pathAgent, "the path names an agent");
  }

  /** {@code SessionMissing} for the RID of something else. */
  SessionKey session() {
    var rid = Objects.requireNonNull(pathSession, "the path names a session");
    return SessionRid.parse(rid)
        .map(id -> new SessionKey(id, caller.user(), agent()))
        .orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  TraceId trace() {
    return Objects.requireNonNull(pathTrace, "the path names a trace");
  }

  /** The list this call pages through, for its tokens. */
  PageTokens.Listing listing(String kind) {
    return new PageTokens.Listing(
        kind,
        pathAgent == null ? "" : pathAgent.value(),
        caller.user().toString(),
        caller.client().toString());
  }

  private static Optional<String> value(Request request, String name) {
    return request.template().contains("{" + name + "}")
        ? Optional.of(request.param(name))
        : Optional.empty();
  }

  private static String rid(String text) {
    if (!Rid.isRid(text)) {
      throw malformed("The path holds something else where a RID belongs.");
    }
    return text;
  }

  private static TraceId trace(String text) {
    return StrictUuid.parse(text)
        .map(TraceId::new)
        .orElseThrow(() -> malformed("The trace id in the path is no UUID."));
  }

  private static ProblemException malformed(String message) {
    return new ProblemException(new RequestProblem.Malformed(message));
  }
}
