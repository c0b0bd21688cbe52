package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.Consents.Code;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client may ask a user for, and what it gets when they agree. */
public final class AskConsent {
  /** As contract aip-agents §1.3 has it. */
  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?(/.*)?");

  private final Clients clients;
  private final Consents consents;
  private final SecretHasher hasher;
  private final InstantSource clock;

  /**
   * What a client sends a browser with.
   *
   * @param scopes none for all it may have
   */
  public record Wish(
      String clientId,
      String responseType,
      @Nullable String redirect,
      Set<String> scopes,
      @Nullable String challenge,
      @Nullable String challengeMethod) {
    public Wish {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * A wish that may be put before a user.
   *
   * @param redirect where the browser goes afterwards
   * @param named the same if the client named it; else null
   */
  public record Question(
      OAuthClient client,
      URI redirect,
      @Nullable String named,
      Set<String> scopes,
      @Nullable String challenge) {}

  /** A wish that nobody is asked about. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String description;

    Refused(String error, String description) {
      super(description);
      this.error = error;
      this.description = description;
    }

    /** What is wrong, for people. */
    public String description() {
      return description;
    }

    /** As RFC 6749 §4.1.2.1 names it. */
    public String error() {
      return error;
    }
  }

  public AskConsent(Clients clients, Consents consents, SecretHasher hasher, InstantSource clock) {
    this.clients = clients;
    this.consents = consents;
    this.hasher = hasher;
    this.clock = clock;
  }

  /** The question a wish comes to. */
  public Question question(Wish wish) throws Refused {
    var client =
        Optional.of(wish.clientId())
            .filter(OAuthClient::isId)
            .flatMap(id -> clients.find(new ClientId(id)))
            .orElseThrow(
                () -> new Refused("invalid_request", "No client of this client_id is registered."));
    var redirect = redirect(client, wish.redirect());
    if (!wish.responseType().equals("code")) {
      throw new Refused("unsupported_response_type", "The response_type must be code.");
    }
    if (!client.grants().contains(GrantType.AUTHORIZATION_CODE)) {
      throw new Refused("unauthorized_client", "This client may not ask users for consent.");
    }
    return new Question(
        client, redirect, wish.redirect(), scopes(client, wish), challenge(client, wish));
  }

  /** Registered to the letter; on this machine itself the port may be any (RFC 8252 §7.3). */
  private static URI redirect(OAuthClient client, @Nullable String named) throws Refused {
    var registered = client.redirects();
    if (registered.isEmpty()) {
      throw new Refused("unauthorized_client", "No redirect_uri is registered for this client.");
    }
    if (named == null) {
      return URI.create(registered.getFirst());
    }
    if (registered.stream().anyMatch(known -> known.equals(named) || isSameButPort(known, named))) {
      return URI.create(named);
    }
    throw new Refused(
        "invalid_request",
        "The redirect_uri is not one that is registered for this client; it must be the same to"
            + " the letter.");
  }

  private static boolean isSameButPort(String known, String named) {
    var one = LOOPBACK.matcher(known);
    var other = LOOPBACK.matcher(named);
    return one.matches()
        && other.matches()
        && one.group(1).equals(other.group(1))
        && String.valueOf(one.group(3)).equals(String.valueOf(other.group(3)));
  }

  private static Set<String> scopes(OAuthClient client, Wish wish) throws Refused {
    if (wish.scopes().isEmpty()) {
      var all = new TreeSet<>(client.scopes());
      all.remove(Scopes.OFFLINE_ACCESS);
      return all;
    }
    if (!client.scopes().containsAll(wish.scopes())) {
      throw new Refused("invalid_scope", "A scope is unknown or not allowed for this client.");
    }
    return new TreeSet<>(wish.scopes());
  }

  private static @Nullable String challenge(OAuthClient client, Wish wish) throws Refused {
    var challenge = wish.challenge();
    if (challenge == null) {
      if (client.isPublic()) {
        throw new Refused("invalid_request", "A public client must send a code_challenge.");
      }
      return null;
    }
    if (!"S256".equals(wish.challengeMethod()) || !CHALLENGE.matcher(challenge).matches()) {
      throw new Refused(
          "invalid_request",
          "The code_challenge must be a SHA-256 in base64url without padding, and"
              + " code_challenge_method S256.");
    }
    return challenge;
  }

  /** The code for a client whose wish its user has agreed to, in clear this once. */
  public String agreed(Question question, UserId user) {
    var now = clock.instant();
    var code = FreshSecret.text();
    var hash = hasher.hash(SecretHasher.Use.AUTHORIZATION_CODE, code);
    consents.add(
        new Consent(ConsentId.random(), user, question.client().id(), question.scopes()),
        new Code(hash, question.named(), question.challenge(), now.plus(CODE_LIFE)),
        now);
    return code;
  }
}
