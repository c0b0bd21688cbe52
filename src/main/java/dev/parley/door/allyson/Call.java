package dev.parley.door.allyson;

import dev.parley.http.Request;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.problem.AccessProblem.CredentialsMissing;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;

/** A request and who makes it. */
record Call(Request request, Visitor visitor) {
  /** {@code CredentialsMissing} if that is nobody. */
  Caller caller() {
    return switch (visitor) {
      case Visitor.ByKey(var caller) -> caller;
      case Visitor.ByToken(var caller) -> caller;
      case Visitor.Nobody _ -> throw new ProblemException(new CredentialsMissing());
    };
  }

  /**
   * Whether a person asks with an unlimited token; only then are keys and the account changed, so
   * that a key that got lost makes no others (contract §7#5, decisions §1.3).
   */
  boolean mayManage() {
    return visitor instanceof Visitor.ByToken(var who)
        && who.kind() == Caller.Kind.PERSON
        && who.scopes() == null;
  }

  UserId user() {
    return caller().user();
  }

  /** The session the path names; {@code SessionMissing} for what can be none. */
  WebSessionId session() {
    return WebSessionId.parse(request.param("id"))
        .orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  /** The body's members; none for an empty body. */
  Fields body() {
    return JsonBody.read(request);
  }
}
