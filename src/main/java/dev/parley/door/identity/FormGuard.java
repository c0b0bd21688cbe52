package dev.parley.door.identity;

import dev.parley.http.Request;
import dev.parley.http.Signer;
import dev.parley.identity.FreshSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Tells our own forms from forged ones: what a form carries is signed for the cookie of the browser
 * it was given to, and a browser that says that another site sent it is believed.
 */
public final class FormGuard {
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private final Signer signer;

  public FormGuard(Signer signer) {
    this.signer = signer;
  }

  /** A cookie for a browser that has none yet. */
  String fresh() {
    return FreshSecret.text();
  }

  /** What a form carries for the browser with that cookie. */
  String token(String cookie) {
    var signed = signer.sign(("form " + cookie).getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  boolean isOwn(Request request, Optional<String> cookie, Optional<String> token) {
    boolean elsewhere = request.header("Sec-Fetch-Site").filter(s -> !OURS.contains(s)).isPresent();
    return !elsewhere
        && cookie.isPresent()
        && token.isPresent()
        && MessageDigest.isEqual(
            token(cookie.get()).getBytes(StandardCharsets.UTF_8),
            token.get().getBytes(StandardCharsets.UTF_8));
  }
}
