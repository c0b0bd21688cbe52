package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.file.Files;
import dev.parley.http.Answer;
import dev.parley.identity.CloseAccount;
import dev.parley.identity.User;
import dev.parley.identity.Users;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.profile.Profile;
import dev.parley.profile.Profiles;
import java.util.List;
import java.util.function.BiFunction;

/** What the caller has set, and the end of the account (contract §5.4, §5.5). */
final class UserOperations {
  private static final Errors UPDATING = new Errors(Keys.MESSAGE, "Error updating user.");

  private final Users users;
  private final Profiles profiles;
  private final CloseAccount closing;
  private final Files files;

  UserOperations(AllysonPeople people, Files files) {
    this.users = people.users();
    this.profiles = people.profiles();
    this.closing = people.closing();
    this.files = files;
  }

  List<Operation> all() {
    return List.of(
        Operation.get("/user", new Errors(Keys.MESSAGE, "Internal Server Error"), known(this::get)),
        Operation.post(
            "/user/create", new Errors(Keys.MESSAGE, "Error creating user."), known(this::create)),
        Operation.post(
            "/user/delete", new Errors(Keys.MESSAGE, "Error deleting user."), this::delete),
        Operation.post("/user/update-onboarding", UPDATING, known(this::onboard)),
        Operation.post("/user/update-notifications", UPDATING, known(this::notifications)),
        Operation.post("/user/save-web-notification", UPDATING, known(this::webNotification)),
        Operation.post(
            "/user/save-global-settings",
            new Errors(Keys.ERROR, "Failed to save global settings"),
            known(Keys.ERROR, this::saveGlobals)));
  }

  private Operation.Action known(BiFunction<Call, User, Answer> action) {
    return known(Keys.MESSAGE, action);
  }

  /** A key is remembered for a moment longer than its user's account is there. */
  private Operation.Action known(Keys keys, BiFunction<Call, User, Answer> action) {
    return call ->
        users
            .find(call.user())
            .map(user -> action.apply(call, user))
            .orElseGet(() -> Refusal.body(404, keys, "User not found"));
  }

  private Answer get(Call call, User user) {
    var document = UserDocument.of(user, profiles.of(user.id()), files.quota(user.id()));
    return Reply.json(200, JsonObject.EMPTY.with("user", document));
  }

  /** Somebody who has set something has a profile, made by the first change. */
  private Answer create(Call call, User user) {
    return profiles.create(user.id())
        ? Reply.message("User created successfully")
        : Refusal.body(409, Keys.MESSAGE, "User already exists");
  }

  /** A key that got lost must not end its user's account (contract §7#5). */
  private Answer delete(Call call) {
    if (!call.mayManage()) {
      return Refusal.body(
          403,
          Keys.MESSAGE,
          "An account is deleted with its user's own token, not with a key or a client's");
    }
    return closing.close(call.user())
        ? Reply.message("User deleted successfully")
        : Refusal.body(404, Keys.MESSAGE, "User not found");
  }

  private Answer onboard(Call call, User user) {
    var _ = profiles.change(user.id(), Profile::shownAround);
    return updated();
  }

  private Answer notifications(Call call, User user) {
    var body = call.body();
    var mobile = body.bool("mobile").orElse(null);
    var email = body.bool("email").orElse(null);
    var token = body.text("expoPushToken").orElse(null);
    if (mobile == null && email == null && token == null) {
      throw missingFields();
    }
    var _ =
        profiles.change(
            user.id(), before -> before.with(before.notifications().changed(mobile, email, token)));
    return updated();
  }

  private Answer webNotification(Call call, User user) {
    var body = call.body();
    var web = body.bool("web").orElse(null);
    var subscription = body.tree("webSubscription").orElse(null);
    if (web == null && subscription == null) {
      throw missingFields();
    }
    var _ =
        profiles.change(
            user.id(), before -> before.with(before.notifications().changed(web, subscription)));
    return updated();
  }

  private static RuntimeException missingFields() {
    return Fields.unfit("Missing required fields.");
  }

  private static Answer updated() {
    return Reply.message("Updated Successfully");
  }

  private Answer saveGlobals(Call call, User user) {
    var request = new SaveGlobalSettingsRequest(call.body());
    var _ = profiles.change(user.id(), before -> before.with(request.of(before.globals())));
    return Reply.message("Global settings saved successfully");
  }
}
