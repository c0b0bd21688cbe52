package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.identity.Caller;
import dev.parley.identity.ManageUsers;
import dev.parley.identity.User;
import dev.parley.identity.Users;
import java.util.List;
import java.util.function.Predicate;

/** Who asks; and for administrators, everybody's account. */
final class UserOperations {
  private static final int PAGE = 100;

  private final Users users;
  private final ManageUsers people;

  UserOperations(Users users, ManageUsers people) {
    this.users = users;
    this.people = people;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/me", gate.users((caller, _) -> me(caller))),
        Route.get("/console/v1/users", gate.administrators((_, request) -> list(request))),
        Route.post("/console/v1/users", gate.administrators((_, request) -> create(request))),
        Route.post(
            "/console/v1/users/{name}/password",
            gate.administrators((_, request) -> resetPassword(request))),
        Route.post(
            "/console/v1/users/{name}/email",
            gate.administrators((_, request) -> setEmail(request))),
        Route.post(
            "/console/v1/users/{name}/disable",
            gate.administrators((_, request) -> change(request, people::disable))),
        Route.post(
            "/console/v1/users/{name}/enable",
            gate.administrators((_, request) -> change(request, people::enable))));
  }

  private Answer me(Caller caller) {
    var name = users.find(caller.user()).map(User::name).orElse(caller.user().toString());
    return Answer.json(200, new Me(name, caller.admin()));
  }

  private Answer list(Request request) {
    var page = people.list(request.query().single("after").filter(User::isName).orElse(null), PAGE);
    var next = page.size() == PAGE ? page.getLast().name() : null;
    return Answer.json(200, new PersonList(page.stream().map(Person::of).toList(), next));
  }

  private Answer create(Request request) {
    var asked = Gate.body(request, CreatePersonRequest.class);
    var made = people.create(asked.name(), asked.email(), asked.admin(), asked.password());
    return Answer.json(201, PersonWithPassword.of(made));
  }

  private Answer resetPassword(Request request) {
    var asked = Gate.body(request, ResetPasswordRequest.class);
    return people
        .resetPassword(request.param("name"), asked.password())
        .<Answer>map(made -> Answer.json(200, PersonWithPassword.of(made)))
        .orElseGet(() -> missing(request));
  }

  private Answer setEmail(Request request) {
    var asked = Gate.body(request, SetEmailRequest.class);
    return change(request, name -> people.setEmail(name, asked.email()));
  }

  private static Answer change(Request request, Predicate<String> change) {
    return change.test(request.param("name")) ? Answer.empty(204) : missing(request);
  }

  private static Answer missing(Request request) {
    return Refusal.missing(
        "There is no user " + request.param("name") + ". './parley users list' shows all.");
  }
}
