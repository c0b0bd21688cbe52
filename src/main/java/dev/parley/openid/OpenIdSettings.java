package dev.parley.openid;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One provider, as an operator registers it; prints without its secret.
 *
 * @param id in settings and addresses
 * @param name on the button
 * @param issuer where its discovery document is found
 * @param newcomers domains whose people get an account when they first come
 */
public record OpenIdSettings(
    String id,
    String name,
    URI issuer,
    String clientId,
    String clientSecret,
    Set<String> newcomers) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,19}");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  public OpenIdSettings {
    newcomers = Set.copyOf(newcomers);
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** An issuer's address: https, or http on this machine itself, for trying things out. */
  public static Optional<URI> issuer(String text) {
    try {
      var uri = URI.create(text);
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
      return Optional.of(uri)
          .filter(_ -> safe && uri.getHost() != null)
          .filter(_ -> uri.getRawQuery() == null && uri.getRawFragment() == null)
          .filter(_ -> uri.getRawUserInfo() == null);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "OpenIdSettings[" + id + "]";
  }
}
