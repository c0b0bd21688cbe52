package dev.parley.profile;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Over which channels a user wants to be told, and the addresses of those; prints without them.
 *
 * @param pushToken address of a phone
 * @param webSubscription address of a browser, as that browser gave it
 */
public record Notifications(
    boolean mobile,
    boolean email,
    boolean web,
    @Nullable String pushToken,
    JsonObject webSubscription) {
  /** As contract allyson §5.4 has them at first. */
  public static final Notifications USUAL =
      new Notifications(false, true, false, null, JsonObject.EMPTY);

  private static final int LONGEST_ADDRESS = 4096;

  /**
   * With a phone's and mail's side changed; null leaves a member as it is.
   *
   * @param pushToken a blank one takes the address away
   */
  public Notifications changed(
      @Nullable Boolean mobile, @Nullable Boolean email, @Nullable String pushToken) {
    if (pushToken != null && pushToken.length() > LONGEST_ADDRESS) {
      throw tooLong("expoPushToken");
    }
    return new Notifications(
        Objects.requireNonNullElse(mobile, this.mobile),
        Objects.requireNonNullElse(email, this.email),
        web,
        pushToken == null ? this.pushToken : pushToken.isBlank() ? null : pushToken,
        webSubscription);
  }

  /** With a browser's side changed; null leaves a member as it is. */
  public Notifications changed(@Nullable Boolean web, @Nullable JsonObject webSubscription) {
    if (webSubscription != null
        && Json.print(webSubscription).getBytes(StandardCharsets.UTF_8).length > LONGEST_ADDRESS) {
      throw tooLong("webSubscription");
    }
    return new Notifications(
        mobile,
        email,
        Objects.requireNonNullElse(web, this.web),
        pushToken,
        Objects.requireNonNullElse(webSubscription, this.webSubscription));
  }

  private static ProblemException tooLong(String name) {
    return new ProblemException(
        new WrongShape(name + " must be at most " + LONGEST_ADDRESS + " bytes long."));
  }

  @Override
  public String toString() {
    return "Notifications[mobile=" + mobile + ", email=" + email + ", web=" + web + "]";
  }
}
