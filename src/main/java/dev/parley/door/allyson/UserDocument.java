package dev.parley.door.allyson;

import dev.parley.file.Files.Quota;
import dev.parley.identity.User;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.profile.GlobalVariable;
import dev.parley.profile.Notifications;
import dev.parley.profile.Profile;
import java.util.Objects;

/**
 * The whole profile of who asks (contract §5.4).
 *
 * <p>Nobody pays or signs in here, so what tells of that stays as it is at first. Nothing is ever
 * trained on what users do. A phone's address is not shown, nor is the value of a variable that is
 * write-only.
 */
final class UserDocument {
  private UserDocument() {}

  static JsonObject of(User user, Profile profile, Quota quota) {
    return JsonObject.EMPTY
        .with("userId", user.id().toString())
        .with("email", user.name())
        .with("fname", "")
        .with("lname", "")
        .with("balance", new JsonNumber(Me.PLENTY))
        .with("plan", "free")
        .with("planId", new JsonNull())
        .with("subscribed", new JsonBool(false))
        .with("mobileSubscription", new JsonBool(false))
        .with("isOnboarded", new JsonBool(profile.onboarded()))
        .with("lastLogin", new JsonNull())
        .with("organizationId", new JsonNull())
        .with("documentStorageUsed", new JsonNumber(quota.used()))
        .with("documentStorageLimit", new JsonNumber(quota.limit()))
        .with("notificationSettings", notifications(profile.notifications()))
        .with(
            "globalVariables",
            new JsonArray(
                profile.globals().variables().stream()
                    .<JsonValue>map(UserDocument::variable)
                    .toList()))
        .with("globalDetails", profile.globals().details())
        .with("trainingOptIn", new JsonBool(false))
        .with("createdAt", Timestamp.of(user.created()))
        .with(
            "updatedAt",
            Timestamp.of(Objects.requireNonNullElse(profile.updated(), user.created())));
  }

  private static JsonObject notifications(Notifications settings) {
    return JsonObject.EMPTY
        .with("mobile", new JsonBool(settings.mobile()))
        .with("email", new JsonBool(settings.email()))
        .with("web", new JsonBool(settings.web()))
        .with("webSubscription", settings.webSubscription())
        .with("lastMobileNotification", new JsonNull())
        .with("lastEmailNotification", new JsonNull())
        .with("lastEmailSent", new JsonNull());
  }

  private static JsonObject variable(GlobalVariable variable) {
    var shown = JsonObject.EMPTY.with("name", variable.name());
    return variable.writeOnly()
        ? shown.with("value", "").with("secret", new JsonBool(true))
        : shown.with("value", variable.value());
  }
}
