package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.file.Files;
import dev.parley.http.Answer;
import dev.parley.http.Method;
import dev.parley.identity.Users;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.util.List;

/** Says who asks, and to anybody what this is (contract §1.1, §5.4). */
final class MeOperations {
  private final Users users;
  private final Files files;

  MeOperations(Users users, Files files) {
    this.users = users;
    this.files = files;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/v1/me", new Errors(Keys.MESSAGE, "Internal Server Error"), this::me),
        new Operation(
            Method.GET,
            "/",
            Errors.UNKNOWN_ROUTE,
            true,
            _ -> Reply.message("This is Parley. Its Allyson API begins at /v1.")));
  }

  private Answer me(Call call) {
    return users
        .find(call.user())
        .map(user -> Me.of(user, files.quota(user.id())))
        .<Answer>map(me -> Reply.json(200, JsonObject.EMPTY.with("user", Json.tree(me))))
        .orElseGet(() -> Refusal.body(404, Keys.MESSAGE, "User not found"));
  }
}
