package dev.parley.identity;

import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.ProblemException;
import java.time.InstantSource;

/** Finds the caller of a bearer token, or says what is wrong with the token. */
public final class Authenticate implements Callers {
  /** Far longer than any token of ours; hashing more would be work for nothing. */
  private static final int LONGEST = 4096;

  private final SecretHasher hasher;
  private final Bearers bearers;
  private final InstantSource clock;

  public Authenticate(SecretHasher hasher, Bearers bearers, InstantSource clock) {
    this.hasher = hasher;
    this.bearers = bearers;
    this.clock = clock;
  }

  @Override
  public Caller byToken(String token) {
    if (token.isEmpty() || token.length() > LONGEST) {
      throw refused(Refusal.INVALID);
    }
    var bearer =
        bearers
            .find(hasher.hash(SecretHasher.Use.BEARER, token))
            .orElseThrow(() -> refused(Refusal.INVALID));
    var user = bearer.user();
    if (bearer.revoked() != null || user.disabled() != null) {
      throw refused(Refusal.REVOKED);
    }
    if (bearer.expires() != null && !clock.instant().isBefore(bearer.expires())) {
      throw refused(Refusal.EXPIRED);
    }
    // no scope stands for administration, so a limited token never carries it
    boolean admin = user.admin() && bearer.scopes() == null;
    return new Caller(user.id(), bearer.client(), user.kind(), admin, bearer.scopes());
  }

  private static ProblemException refused(Refusal refusal) {
    return new ProblemException(new CredentialsRefused(refusal));
  }
}
