package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key a user made: an API token or an API key.
 *
 * @param hint enough of its two ends to recognise it by
 * @param used when it was last accepted, to the minute; null if never
 */
public record UserKey(
    KeyId id,
    Kind kind,
    UserId owner,
    String label,
    String hint,
    Instant created,
    @Nullable Instant used,
    @Nullable Instant revoked) {
  private static final int LONGEST_LABEL = 200;

  /** Where the key is accepted. */
  public enum Kind {
    /** As a bearer token (contract aip-agents §1.2). */
    TOKEN(SecretHasher.Use.BEARER),
    /** As {@code x-api-key} (contract allyson §1.2). */
    API_KEY(SecretHasher.Use.API_KEY);

    final SecretHasher.Use use;

    Kind(SecretHasher.Use use) {
      this.use = use;
    }

    String fresh() {
      return switch (this) {
        case TOKEN -> FreshSecret.text();
        case API_KEY -> FreshSecret.apiKey();
      };
    }
  }

  public UserKey {
    requireLabel(label);
  }

  static void requireLabel(String label) {
    if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A label is at most 200 characters on one line");
    }
  }

  /** Seven characters of a secret too long for them to help anybody, else none. */
  static String hint(String secret) {
    String start = secret.startsWith("sk-allyson-") ? "sk-allyson-" : "";
    var rest = secret.substring(start.length());
    return rest.length() < 32
        ? start + "..."
        : start + rest.substring(0, 3) + "..." + rest.substring(rest.length() - 4);
  }
}
