package dev.parley.identity;

import dev.parley.id.ClientId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program registered to ask for access tokens.
 *
 * @param secret null for a public client, which cannot keep one
 * @param scopes the most its tokens can carry
 * @param redirects where a browser may be sent, the first one unless it says
 */
public record OAuthClient(
    ClientId id,
    String name,
    @Nullable SecretHash secret,
    Set<GrantType> grants,
    Set<String> scopes,
    List<String> redirects) {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

  public OAuthClient {
    if (!isId(id.value())) {
      throw new IllegalArgumentException("not a client id");
    }
    grants = Set.copyOf(grants);
    scopes = Set.copyOf(scopes);
    redirects = List.copyOf(redirects);
  }

  /** Whether a client can be called that: printable ASCII without spaces. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether that is its secret; a public client has none. */
  boolean opensWith(@Nullable SecretHash given) {
    return secret == null ? given == null : given != null && secret.matches(given);
  }

  /** Whether it cannot keep a secret. */
  public boolean isPublic() {
    return secret == null;
  }
}
