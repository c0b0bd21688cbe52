package dev.parley.door.allyson;

import dev.parley.http.Answer;
import dev.parley.http.Method;
import dev.parley.http.PathTemplate;
import dev.parley.http.Request;
import dev.parley.http.Route;

/**
 * One route of the contract.
 *
 * @param open whether nobody needs to say who they are
 */
record Operation(Method method, String path, Errors errors, boolean open, Action action) {
  /** What is done once it is known who asks. */
  @FunctionalInterface
  interface Action {
    Answer answer(Call call);
  }

  static Operation get(String path, Errors errors, Action action) {
    return new Operation(Method.GET, path, errors, false, action);
  }

  static Operation post(String path, Errors errors, Action action) {
    return new Operation(Method.POST, path, errors, false, action);
  }

  static Operation put(String path, Errors errors, Action action) {
    return new Operation(Method.PUT, path, errors, false, action);
  }

  static Operation delete(String path, Errors errors, Action action) {
    return new Operation(Method.DELETE, path, errors, false, action);
  }

  Route route(Gate gate) {
    return new Route(method, new PathTemplate(path), request -> answer(gate, request));
  }

  private Answer answer(Gate gate, Request request) {
    var call = new Call(request, gate.pass(request));
    if (!open) {
      var _ = call.caller();
    }
    return action.answer(call);
  }
}
