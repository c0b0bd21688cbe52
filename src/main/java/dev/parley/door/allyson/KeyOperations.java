package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.id.StrictUuid;
import dev.parley.id.UserId;
import dev.parley.identity.KeyId;
import dev.parley.identity.KeySearch;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.UserKey.Kind;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller's API keys: everybody sees previews of their own (contract §5.2). */
final class KeyOperations {
  private static final String KEYS = "/v1/api-keys";

  private final ManageKeys keys;

  KeyOperations(ManageKeys keys) {
    this.keys = keys;
  }

  List<Operation> all() {
    return List.of(
        Operation.post(KEYS + "/create", failed("Error creating API key"), managing(this::create)),
        Operation.get(KEYS, failed("Error retrieving API keys"), this::list),
        Operation.get(
            KEYS + "/query", new Errors(Keys.ERROR, "Error retrieving API keys"), this::search),
        Operation.put(KEYS + "/{id}", failed("Error updating API key"), managing(this::rename)),
        Operation.post(
            KEYS + "/revoke/{id}", failed("Error revoking API key"), managing(this::revoke)));
  }

  private static Errors failed(String words) {
    return new Errors(Keys.SUCCESS_AND_ERROR, words);
  }

  private static Operation.Action managing(Operation.Action action) {
    return call ->
        call.mayManage()
            ? action.answer(call)
            : no(403, "API keys are managed with a user's own token, not with a key or a client's");
  }

  private Answer create(Call call) {
    var name = call.body().text("name").map(String::strip).filter(text -> !text.isEmpty());
    var issued = keys.create(call.user(), Kind.API_KEY, name.orElse("Default Key"));
    return done(201, CreatedApiKey.of(issued), "API key created successfully");
  }

  private Answer list(Call call) {
    var live =
        switch (call.request().query().single("status").orElse("")) {
          case "active" -> Boolean.TRUE;
          case "inactive" -> Boolean.FALSE;
          default -> null;
        };
    return page(call.user(), Paging.of(call.request().query(), 10), live, "");
  }

  private Answer search(Call call) {
    var query = call.request().query();
    var live =
        switch (query.single("status").orElse("")) {
          case "", "all" -> null;
          case "active" -> Boolean.TRUE;
          default -> Boolean.FALSE;
        };
    var text = query.single("searchTerm").orElse("");
    return page(call.user(), Paging.of(query, 15), live, text);
  }

  private Answer page(UserId owner, Paging paging, @Nullable Boolean live, String text) {
    var found =
        keys.search(owner, new KeySearch(Kind.API_KEY, live, text, paging.page(), paging.limit()));
    return Reply.json(
        200,
        new ApiKeysPage(
            true,
            paging.page(),
            paging.pages(found.total()),
            found.total(),
            found.keys().stream().map(ApiKey::of).toList()));
  }

  private Answer rename(Call call) {
    return withId(
        call.request(),
        id -> {
          var name = call.body().requiredText("name").strip();
          return keys.rename(call.user(), Kind.API_KEY, id, name)
              .map(key -> done(200, RenamedApiKey.of(key), "API key updated successfully"));
        });
  }

  private Answer revoke(Call call) {
    return withId(
        call.request(),
        id ->
            keys.revoke(call.user(), Kind.API_KEY, id)
                .map(key -> done(200, RevokedApiKey.of(key), "API key revoked successfully")));
  }

  private static Answer withId(Request request, Function<KeyId, Optional<Answer>> action) {
    var id = StrictUuid.parse(request.param("id"));
    return id.isEmpty()
        ? no(400, "Invalid API key ID")
        : action.apply(new KeyId(id.get())).orElseGet(() -> no(404, "API key not found"));
  }

  private static Answer no(int status, String why) {
    return Refusal.body(status, Keys.SUCCESS_AND_ERROR, why);
  }

  private static Answer done(int status, Object data, String message) {
    return Reply.json(
        status,
        JsonObject.EMPTY
            .with("success", new JsonBool(true))
            .with("data", Json.tree(data))
            .with("message", message));
  }
}
