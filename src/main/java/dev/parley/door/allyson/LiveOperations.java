package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.identity.User;
import dev.parley.identity.Users;
import dev.parley.webagent.live.LiveScope;
import dev.parley.webagent.live.OpenLive;
import java.util.List;

/** Gives out what a session is watched by, or taken over; ours, not the contract's. */
final class LiveOperations {
  private static final int LONGEST_NAME = 60;

  private final OpenLive live;
  private final Users users;

  LiveOperations(OpenLive live, Users users) {
    this.live = live;
    this.users = users;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(
            "/v1/sessions/{id}/live",
            new Errors(Keys.ERROR, "Failed to open the live view"),
            this::open));
  }

  private Answer open(Call call) {
    var session = call.session();
    var body = call.body();
    var asked = body.text("scope").orElse("view");
    var scope =
        switch (asked) {
          case "view" -> LiveScope.VIEW;
          case "control" -> LiveScope.CONTROL;
          default -> throw Fields.unfit("scope must be view or control.");
        };
    var opened = live.open(call.user(), session, scope, name(call, body));
    return Reply.json(
        200, new LiveResponse(opened.token(), opened.url(), asked, Timestamp.of(opened.until())));
  }

  /** What whoever gets the link is called. */
  private String name(Call call, Fields body) {
    var given = body.text("name").map(String::strip).filter(name -> !name.isEmpty());
    if (given.isPresent()) {
      var name = given.get();
      if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
        throw Fields.unfit("name must be at most " + LONGEST_NAME + " letters on one line.");
      }
      return name;
    }
    return users.find(call.user()).map(User::name).orElse("the owner");
  }
}
