package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can call: a person, or the service behind a client.
 *
 * @param name unique among persons whatever its case; a service's is its client's id
 * @param email what others than this person say it is; unique among persons whatever its case
 * @param disabled since when nothing of this user's is accepted
 */
public record User(
    UserId id,
    Caller.Kind kind,
    String name,
    @Nullable String email,
    boolean admin,
    Instant created,
    @Nullable Instant disabled) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
  private static final Pattern EMAIL =
      Pattern.compile("[!-~&&[^@\"(),:;<>\\[\\]\\\\]]+@[A-Za-z0-9.-]+");

  /** Whether a person can be called that. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether a person can have that address. */
  public static boolean isEmail(String text) {
    return text.length() <= 200 && EMAIL.matcher(text).matches();
  }

  /** What a name may be, for messages. */
  static final String NAME_RULE =
      "1 to 100 letters, digits and . _ @ + -, beginning with a letter or digit";
}
