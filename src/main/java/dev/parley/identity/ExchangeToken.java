package dev.parley.identity;

import dev.parley.identity.Consents.Taken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives clients tokens for what users have agreed to (contract aip-agents §1.3).
 *
 * <p>A code works once; a second time it takes everything back, since somebody else has it too. A
 * refresh token is replaced at every use. The replaced one is good for a minute more, for a client
 * that did not hear the answer; after that it takes everything back as well.
 */
public final class ExchangeToken {
  /** Of access tokens; refreshed a minute early by the clients there are. */
  public static final Duration LIFE = Duration.ofHours(1);

  static final Duration REFRESH_LIFE = Duration.ofDays(30);
  static final Duration REPLAY = Duration.ofMinutes(1);

  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final Consents consents;
  private final AccessTokens tokens;
  private final SecretHasher hasher;
  private final BearerMemory memory;
  private final InstantSource clock;

  public ExchangeToken(
      Consents consents,
      AccessTokens tokens,
      SecretHasher hasher,
      BearerMemory memory,
      InstantSource clock) {
    this.consents = consents;
    this.tokens = tokens;
    this.hasher = hasher;
    this.memory = memory;
    this.clock = clock;
  }

  /** The tokens for a code, which must be that client's, with what went with it. */
  public TokenGrant code(
      OAuthClient client, String code, @Nullable String redirect, @Nullable String verifier) {
    if (!client.grants().contains(GrantType.AUTHORIZATION_CODE)) {
      return new TokenGrant.GrantForbidden();
    }
    var hash = hasher.hash(SecretHasher.Use.AUTHORIZATION_CODE, code);
    var found = consents.takeCode(hash, clock.instant());
    if (found.isEmpty() || !found.get().consent().client().equals(client.id())) {
      return new TokenGrant.Spent();
    }
    var taken = found.get();
    if (taken.usedBefore() != null) {
      takeBack(taken.consent());
      return new TokenGrant.Spent();
    }
    boolean fits =
        clock.instant().isBefore(taken.expires())
            && (taken.redirect() == null || taken.redirect().equals(redirect))
            && isProof(taken.challenge(), verifier);
    return fits ? granted(client, taken.consent(), Set.of()) : new TokenGrant.Spent();
  }

  /** PKCE: without a challenge there must be no verifier either, so that none is stripped off. */
  private static boolean isProof(@Nullable String challenge, @Nullable String verifier) {
    if (challenge == null || verifier == null) {
      return challenge == null && verifier == null;
    }
    if (!VERIFIER.matcher(verifier).matches()) {
      return false;
    }
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var sum = sha.digest(verifier.getBytes(StandardCharsets.US_ASCII));
      var expected = Base64.getUrlEncoder().withoutPadding().encode(sum);
      return MessageDigest.isEqual(expected, challenge.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** New tokens for a refresh token; {@code asked} narrows what the access token can do. */
  public TokenGrant refresh(OAuthClient client, String refresh, Set<String> asked) {
    if (!client.grants().contains(GrantType.REFRESH_TOKEN)) {
      return new TokenGrant.GrantForbidden();
    }
    var hash = hasher.hash(SecretHasher.Use.REFRESH_TOKEN, refresh);
    var known = consents.ofRefresh(hash).filter(it -> it.client().equals(client.id()));
    if (known.isEmpty()) {
      return new TokenGrant.Spent();
    }
    for (var scope : asked) {
      if (!known.get().scopes().contains(scope)) {
        return new TokenGrant.ScopeForbidden(scope);
      }
    }
    return consents
        .takeRefresh(hash, clock.instant())
        .map(taken -> refreshed(client, taken, asked))
        .orElseGet(TokenGrant.Spent::new);
  }

  private TokenGrant refreshed(OAuthClient client, Taken taken, Set<String> asked) {
    var now = clock.instant();
    var used = taken.usedBefore();
    if (used != null && !now.isBefore(used.plus(REPLAY))) {
      takeBack(taken.consent());
      return new TokenGrant.Spent();
    }
    return now.isBefore(taken.expires())
        ? granted(client, taken.consent(), asked)
        : new TokenGrant.Spent();
  }

  private TokenGrant granted(OAuthClient client, Consent consent, Set<String> asked) {
    var now = clock.instant();
    var scopes = new TreeSet<>(asked.isEmpty() ? consent.scopes() : asked);
    boolean offline =
        consent.scopes().contains(Scopes.OFFLINE_ACCESS)
            && client.grants().contains(GrantType.REFRESH_TOKEN);
    scopes.remove(Scopes.OFFLINE_ACCESS);
    var token = FreshSecret.text();
    var hash = hasher.hash(SecretHasher.Use.BEARER, token);
    var access =
        new AccessToken(hash, consent.owner(), consent.client(), scopes, now, now.plus(LIFE));
    tokens.add(access, consent.id());
    return new TokenGrant.Granted(token, LIFE, scopes, offline ? another(consent) : null);
  }

  private String another(Consent consent) {
    var refresh = FreshSecret.text();
    var hash = hasher.hash(SecretHasher.Use.REFRESH_TOKEN, refresh);
    consents.addRefresh(hash, consent.id(), clock.instant().plus(REFRESH_LIFE));
    return refresh;
  }

  /** Takes a refresh token's consent back with all that came of it; whether it was the client's. */
  public boolean revoke(OAuthClient client, String refresh) {
    Optional<Consent> consent =
        consents
            .ofRefresh(hasher.hash(SecretHasher.Use.REFRESH_TOKEN, refresh))
            .filter(it -> it.client().equals(client.id()));
    consent.ifPresent(this::takeBack);
    return consent.isPresent();
  }

  private void takeBack(Consent consent) {
    consents.revoke(consent.id(), clock.instant());
    memory.forgetAll();
  }
}
