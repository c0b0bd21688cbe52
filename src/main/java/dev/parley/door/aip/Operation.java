package dev.parley.door.aip;

import dev.parley.http.Answer;
import dev.parley.http.Method;
import dev.parley.http.PathTemplate;
import dev.parley.http.Route;

/**
 * One operation of contract §2.
 *
 * @param limited whether it counts against the caller's limits
 */
record Operation(Method method, String path, Scope scope, boolean limited, Action action) {
  /** The path template that all others continue. */
  static final String AGENTS = "/api/v2/aipAgents/agents";

  static final String AGENT = AGENTS + "/{agentRid}";
  static final String SESSIONS = AGENT + "/sessions";
  static final String SESSION = SESSIONS + "/{sessionRid}";

  /** What is done once caller and path are known; looks at the query first. */
  @FunctionalInterface
  interface Action {
    Answer answer(Call call) throws InterruptedException;
  }

  /** What is done with a body of the right shape. */
  @FunctionalInterface
  interface BodyAction<B> {
    Answer answer(Call call, B body) throws InterruptedException;
  }

  static Operation read(String path, Action action) {
    return new Operation(Method.GET, path, Scope.READ, true, action);
  }

  static <B> Operation post(String path, Class<B> type, BodyAction<B> action) {
    return new Operation(Method.POST, path, Scope.WRITE, true, withBody(type, action));
  }

  static <B> Operation put(String path, Class<B> type, BodyAction<B> action) {
    return new Operation(Method.PUT, path, Scope.WRITE, true, withBody(type, action));
  }

  private static <B> Action withBody(Class<B> type, BodyAction<B> action) {
    return call -> action.answer(call, JsonBody.read(call.request(), type));
  }

  /** Stopping something must work for a caller that has used up all it may (decisions §3). */
  Operation unlimited() {
    return new Operation(method, path, scope, false, action);
  }

  Route route(Checks checks) {
    return new Route(method, new PathTemplate(path), request -> checks.answer(this, request));
  }
}
