package dev.parley.door.identity;

import dev.parley.http.Request;
import dev.parley.identity.OpenIdProvider.Attempt;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** What a browser carries while it is at a provider, sealed: only we can read or make it. */
public final class Outing {
  /** So that the cookie is one that every browser takes. */
  static final int LONGEST_REQUEST = 2_000;

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String OWNER = "sign-in elsewhere";

  private final Sealer sealer;
  private final InstantSource clock;

  /** Read back: who was to vouch, what ties it to the way there, and what to go on with. */
  record There(String provider, String state, String nonce, String verifier, String query) {
    Attempt attempt(URI back) {
      return new Attempt(back, state, nonce, verifier);
    }

    @Override
    public String toString() {
      return "There[" + provider + "]";
    }
  }

  public Outing(Sealer sealer, InstantSource clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  String cookie(String provider, Attempt attempt, String query, String base) {
    var json =
        JsonObject.EMPTY
            .with("provider", provider)
            .with("state", attempt.state())
            .with("nonce", attempt.nonce())
            .with("verifier", attempt.verifier())
            .with("query", query)
            .with("until", clock.instant().plus(LIFE).toString());
    var sealed = sealer.seal(json.toString().getBytes(StandardCharsets.UTF_8), OWNER);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return Cookies.set(Cookies.ELSEWHERE, text, base);
  }

  /** Empty if there is none of ours, or it is too old. */
  Optional<There> read(Request request) {
    return Cookies.of(request, Cookies.ELSEWHERE)
        .flatMap(this::opened)
        .filter(json -> clock.instant().isBefore(Instant.parse(text(json, "until"))))
        .map(json ->
            new There(
                text(json, "provider"),
                text(json, "state"),
                text(json, "nonce"),
                text(json, "verifier"),
                text(json, "query")));
  }

  private Optional<JsonObject> opened(String cookie) {
    try {
      var plain = sealer.open(Base64.getUrlDecoder().decode(cookie), OWNER);
      return Optional.of((JsonObject) Json.parse(new String(plain, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | SealBroken notOurs) {
      return Optional.empty();
    }
  }

  private static String text(JsonObject json, String name) {
    return json.text(name).orElseThrow();
  }
}
