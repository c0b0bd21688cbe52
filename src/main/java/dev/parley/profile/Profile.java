package dev.parley.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user has set.
 *
 * @param onboarded whether the user has been shown around
 * @param updated when it was last changed; null if never
 */
public record Profile(
    boolean onboarded,
    Notifications notifications,
    GlobalSettings globals,
    @Nullable Instant updated) {
  /** Of a user who has set nothing. */
  public static final Profile USUAL =
      new Profile(false, Notifications.USUAL, GlobalSettings.NONE, null);

  /** Once the user has been shown around. */
  public Profile shownAround() {
    return new Profile(true, notifications, globals, updated);
  }

  public Profile with(Notifications changed) {
    return new Profile(onboarded, changed, globals, updated);
  }

  public Profile with(GlobalSettings changed) {
    return new Profile(onboarded, notifications, changed, updated);
  }

  Profile at(@Nullable Instant time) {
    return new Profile(onboarded, notifications, globals, time);
  }
}
