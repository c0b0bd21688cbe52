package dev.parley.identity;

import java.util.Optional;

/** Finds the caller of an API key, which acts as its user, and has its use noted. */
public final class AuthenticateKey implements KeyHolders {
  /** Far longer than any key of ours. */
  private static final int LONGEST = 256;

  private final SecretHasher hasher;
  private final Bearers bearers;
  private final NoteKeyUse uses;

  public AuthenticateKey(SecretHasher hasher, Bearers bearers, NoteKeyUse uses) {
    this.hasher = hasher;
    this.bearers = bearers;
    this.uses = uses;
  }

  @Override
  public Optional<KeyHolder> byApiKey(String apiKey) {
    if (apiKey.isEmpty() || apiKey.length() > LONGEST) {
      return Optional.empty();
    }
    var hash = hasher.hash(SecretHasher.Use.API_KEY, apiKey);
    var holder = bearers.find(hash).filter(AuthenticateKey::isLive).map(held -> caller(held));
    holder.ifPresent(_ -> uses.used(hash));
    return holder.map(caller -> new KeyHolder(caller, hash));
  }

  private static boolean isLive(Bearer held) {
    return held.revoked() == null && held.user().disabled() == null;
  }

  private static Caller caller(Bearer held) {
    var user = held.user();
    return new Caller(user.id(), held.client(), user.kind(), user.admin(), held.scopes());
  }
}
