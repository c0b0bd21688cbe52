package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Handler;
import dev.parley.http.Request;
import dev.parley.identity.Caller;
import dev.parley.identity.Callers;
import dev.parley.json.Json;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.ProblemException;
import java.util.regex.Pattern;

/** Lets in who has a user's own token; some operations for administrators only. */
final class Gate {
  private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9\\-._~+/]+=*)");
  private static final String SCOPE = "parley:console";

  /** One operation, once it is known who asks. */
  interface Operation {
    Answer answer(Caller caller, Request request);
  }

  private final Callers callers;

  Gate(Callers callers) {
    this.callers = callers;
  }

  Handler users(Operation operation) {
    return request -> operation.answer(caller(request), request);
  }

  Handler administrators(Operation operation) {
    return request -> {
      var caller = caller(request);
      if (!caller.admin()) {
        throw new ProblemException(new AccessProblem.AdministratorOnly());
      }
      return operation.answer(caller, request);
    };
  }

  private Caller caller(Request request) {
    var headers = request.headers("Authorization");
    if (headers.isEmpty()) {
      throw new ProblemException(new AccessProblem.CredentialsMissing());
    }
    var bearer = BEARER.matcher(headers.getFirst());
    if (headers.size() > 1 || !bearer.matches()) {
      throw new ProblemException(
          new AccessProblem.CredentialsRefused(AccessProblem.Refusal.INVALID));
    }
    var caller = callers.byToken(bearer.group(1));
    if (!caller.may(SCOPE)) {
      throw new ProblemException(new AccessProblem.ScopeMissing(SCOPE));
    }
    return caller;
  }

  /** The body as that record; an empty body is an empty object. */
  static <T> T body(Request request, Class<T> type) {
    var bytes = request.body();
    return bytes.length == 0 ? Json.read("{}", type) : Json.read(bytes, type);
  }
}
