package dev.parley.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All consents, with the codes and refresh tokens that come of them; revoked ones are gone. */
public interface Consents {
  /** Writes a consent down with the code its client gets for it. */
  void add(Consent consent, Code code, Instant now);

  /** Takes a code: the first time it is as it was added, later it is marked as used before. */
  Optional<Taken> takeCode(SecretHash code, Instant now);

  void addRefresh(SecretHash refresh, ConsentId consent, Instant expires);

  /**
   * Takes a refresh token: the first time, and again later, when it tells since when it is used.
   */
  Optional<Taken> takeRefresh(SecretHash refresh, Instant now);

  /** Revokes a consent and every access token of it. */
  void revoke(ConsentId consent, Instant now);

  /** The consent of a refresh token, used or not. */
  Optional<Consent> ofRefresh(SecretHash refresh);

  /** Deletes codes, refresh tokens and sign-ins that are over; how many, at most {@code limit}. */
  int sweep(Instant before, int limit);

  /**
   * A code to be added.
   *
   * @param redirect as the client named it; null if it named none
   * @param challenge of PKCE; null if there is none
   */
  record Code(
      SecretHash hash, @Nullable String redirect, @Nullable String challenge, Instant expires) {}

  /**
   * A code or refresh token that was taken.
   *
   * @param usedBefore when it was taken the first time; null if that is now
   */
  record Taken(
      Consent consent,
      @Nullable String redirect,
      @Nullable String challenge,
      Instant expires,
      @Nullable Instant usedBefore) {}
}
