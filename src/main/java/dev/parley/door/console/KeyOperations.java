package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.identity.Caller;
import dev.parley.identity.KeyId;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.UserKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The caller's own keys; those of others are not there. */
final class KeyOperations {
  private final ManageKeys keys;

  KeyOperations(ManageKeys keys) {
    this.keys = keys;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/keys", gate.users((caller, _) -> list(caller))),
        Route.post("/console/v1/keys", gate.users(this::create)),
        Route.post("/console/v1/keys/{id}/reset", gate.users(this::reset)),
        Route.delete("/console/v1/keys/{id}", gate.users(this::revoke)));
  }

  private Answer list(Caller caller) {
    return Answer.json(
        200,
        new KeyList(
            Arrays.stream(UserKey.Kind.values())
                .flatMap(kind -> keys.list(caller.user(), kind).stream())
                .map(Key::of)
                .toList()));
  }

  private Answer create(Caller caller, Request request) {
    var asked = Gate.body(request, CreateKeyRequest.class);
    var issued = keys.create(caller.user(), asked.kind().toKind(), asked.label());
    return Answer.json(201, NewKey.of(issued));
  }

  private Answer reset(Caller caller, Request request) {
    return id(request)
        .flatMap(id -> keys.reset(caller.user(), id))
        .<Answer>map(issued -> Answer.json(200, NewKey.of(issued)))
        .orElseGet(KeyOperations::missing);
  }

  private Answer revoke(Caller caller, Request request) {
    return id(request)
        .filter(id -> keys.revoke(caller.user(), id))
        .<Answer>map(_ -> Answer.empty(204))
        .orElseGet(KeyOperations::missing);
  }

  private static Optional<KeyId> id(Request request) {
    try {
      return Optional.of(new KeyId(UUID.fromString(request.param("id"))));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  private static Answer missing() {
    return Refusal.missing(
        "You have no key with this ID in use. './parley keys list' shows yours.");
  }
}
