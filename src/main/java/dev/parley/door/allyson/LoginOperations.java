package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.login.KeepLogins;
import dev.parley.login.Origin;
import java.util.List;

/** The cookies of sites that the caller is logged in at (contract §5.1). */
final class LoginOperations {
  private static final String COOKIES = "/v1/cookies";

  private final KeepLogins logins;

  LoginOperations(KeepLogins logins) {
    this.logins = logins;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(COOKIES + "/save", failed("Error saving cookies"), this::save),
        Operation.post(COOKIES + "/check", failed("Error checking cookies"), this::check),
        Operation.put(COOKIES + "/update", failed("Error updating cookies"), this::update),
        Operation.delete(COOKIES + "/delete", failed("Error deleting cookies"), this::delete));
  }

  private static Errors failed(String words) {
    return new Errors(Keys.SUCCESS_AND_ERROR, words);
  }

  private Answer save(Call call) {
    var request = new LoginRequest(call.body());
    var origin = request.origin();
    var outcome = logins.add(call.user(), origin, request.cookies());
    return answer(outcome, origin, 201, "Cookies saved successfully.");
  }

  private Answer update(Call call) {
    var request = new LoginRequest(call.body());
    var origin = request.origin();
    var outcome = logins.put(call.user(), origin, request.cookies());
    return answer(outcome, origin, 200, "Cookies updated successfully.");
  }

  private static Answer answer(
      KeepLogins.Outcome outcome, Origin origin, int status, String message) {
    return switch (outcome) {
      case KeepLogins.Outcome.Kept(var login) -> done(status, ShownLogin.of(login), message);
      case KeepLogins.Outcome.Taken() ->
          Reply.json(
              409,
              said(
                  false,
                  "Cookies of "
                      + origin
                      + " are saved already. PUT /v1/cookies/update replaces them."));
      case KeepLogins.Outcome.Full(int most) ->
          Refusal.body(
              413,
              Keys.SUCCESS_AND_ERROR,
              "You would have more than "
                  + most
                  + " cookies saved. Delete those of a site you no longer need.");
    };
  }

  private Answer check(Call call) {
    return logins
        .find(call.user(), new LoginRequest(call.body()).origin())
        .map(login -> done(200, ShownLogin.of(login), "Cookies already exist."))
        .orElseGet(() -> done(200, new JsonNull(), "Cookies do not exist."));
  }

  private Answer delete(Call call) {
    var _ = logins.delete(call.user(), new LoginRequest(call.body()).origin());
    return Reply.json(200, said(true, "Cookies deleted successfully."));
  }

  private static Answer done(int status, JsonValue data, String message) {
    return Reply.json(
        status,
        JsonObject.EMPTY
            .with("success", new JsonBool(true))
            .with("data", data)
            .with("message", message));
  }

  private static JsonObject said(boolean success, String message) {
    return JsonObject.EMPTY.with("success", new JsonBool(success)).with("message", message);
  }
}
