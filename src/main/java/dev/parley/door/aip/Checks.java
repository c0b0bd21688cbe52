package dev.parley.door.aip;

import dev.parley.agent.FindVersion;
import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.identity.Callers;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import java.util.regex.Pattern;

/** The order of checks of contract §1.12, once for all operations. */
final class Checks {
  private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9\\-._~+/]+=*)");

  private final Callers callers;
  private final Admission admission;
  private final FindVersion versions;

  Checks(Callers callers, Admission admission, FindVersion versions) {
    this.callers = callers;
    this.admission = admission;
    this.versions = versions;
  }

  Answer answer(Operation operation, Request request) throws InterruptedException {
    var caller = callers.byToken(token(request));
    if (operation.limited()) {
      admission.admit(caller, request);
    }
    if (!caller.may(operation.scope().wireName())) {
      throw new ProblemException(new AccessProblem.ScopeMissing(operation.scope().wireName()));
    }
    if (!request.query().bool("preview").orElse(false)) {
      throw new ProblemException(new RequestProblem.PreviewRequired());
    }
    var call = Call.of(request, caller);
    try {
      return operation.action().answer(call);
    } catch (ProblemException stopped) {
      // Asked for last, so that a session that exists costs no look at its agent.
      if (stopped.problem() instanceof SessionProblem.SessionMissing) {
        versions.requireAgent(call.agent());
      }
      throw stopped;
    }
  }

  private static String token(Request request) {
    var headers = request.headers("Authorization");
    if (headers.isEmpty()) {
      throw new ProblemException(new AccessProblem.CredentialsMissing());
    }
    var bearer = BEARER.matcher(headers.getFirst());
    if (headers.size() > 1 || !bearer.matches()) {
      throw new ProblemException(
          new AccessProblem.CredentialsRefused(AccessProblem.Refusal.INVALID));
    }
    return bearer.group(1);
  }
}
