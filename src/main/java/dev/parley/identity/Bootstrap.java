package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.Bootstrapped.Credential;
import dev.parley.identity.Bootstrapped.What;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure there is an administrator with a password, a token, an API key and a client.
 *
 * <p>What the operator fixed is applied at every start, so a changed setting changes the credential
 * and the former one stops working. What was not fixed is generated once, at the first start; what
 * is no longer fixed stays as it is.
 */
public final class Bootstrap {
  private static final String USER = "bootstrap-user";
  private static final String CLIENT = "bootstrap-client";

  /** Everything kept that this unit writes to. */
  public record Stores(
      Users users,
      UserKeys keys,
      Clients clients,
      AccessTokens tokens,
      BootstrapMarks marks,
      Exclusively exclusively) {}

  private final Stores stores;
  private final SecretHasher hasher;
  private final Passwords passwords;
  private final InstantSource clock;

  public Bootstrap(Stores stores, SecretHasher hasher, Passwords passwords, InstantSource clock) {
    this.stores = stores;
    this.hasher = hasher;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** {@link IllegalArgumentException} with a remedy if a setting cannot be applied. */
  public Bootstrapped run(BootstrapSettings settings) {
    var faults = settings.faults();
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", faults));
    }
    return stores.exclusively.run(() -> {
      var fresh = new ArrayList<Credential>();
      var now = clock.instant();
      var administrator = administrator(settings, now, fresh);
      key(UserKey.Kind.TOKEN, settings.token(), administrator.id(), now)
          .ifPresent(token -> fresh.add(new Credential(What.TOKEN, token)));
      key(UserKey.Kind.API_KEY, settings.apiKey(), administrator.id(), now)
          .ifPresent(apiKey -> fresh.add(new Credential(What.API_KEY, apiKey)));
      client(settings, now, fresh);
      return new Bootstrapped(administrator, fresh);
    });
  }

  private User administrator(BootstrapSettings settings, Instant now, List<Credential> fresh) {
    var known =
        stores
            .marks
            .find(USER)
            .flatMap(id -> stores.users.find(new UserId(UUID.fromString(id))))
            .map(user -> renamed(user, settings.user()));
    if (known.isEmpty()) {
      return firstAdministrator(settings, now, fresh);
    }
    var user = known.get();
    var password = settings.password();
    if (password != null
        && !stores
            .users
            .passwordHash(user.id())
            .map(hash -> passwords.matches(password, hash))
            .orElse(false)) {
      stores.users.setPasswordHash(user.id(), passwords.hash(password));
    }
    return user;
  }

  private User renamed(User user, @Nullable String name) {
    if (name == null || name.equals(user.name())) {
      return user;
    }
    if (!stores.users.rename(user.id(), name)) {
      throw taken(name);
    }
    return new User(
        user.id(), user.kind(), name, user.email(), user.admin(), user.created(), user.disabled());
  }

  private User firstAdministrator(BootstrapSettings settings, Instant now, List<Credential> fresh) {
    var name = settings.user() == null ? "admin" : settings.user();
    var password = settings.password() == null ? FreshSecret.text() : settings.password();
    var user = new User(UserId.random(), Caller.Kind.PERSON, name, null, true, now, null);
    if (!stores.users.add(user, passwords.hash(password))) {
      throw taken(name);
    }
    stores.marks.put(USER, user.id().toString());
    if (settings.password() == null) {
      fresh.add(new Credential(What.USER, name));
      fresh.add(new Credential(What.PASSWORD, password));
    }
    return user;
  }

  private static IllegalArgumentException taken(String name) {
    return new IllegalArgumentException(
        "PARLEY_BOOTSTRAP_USER is " + name + ", which is another user. Set another name.");
  }

  private Optional<String> key(
      UserKey.Kind kind, @Nullable String fixed, UserId owner, Instant now) {
    var what = "bootstrap-" + kind;
    var before = stores.marks.find(what).filter(id -> has(owner, id));
    if (fixed == null && before.isPresent()) {
      return Optional.empty();
    }
    var secret = fixed == null ? kind.fresh() : fixed;
    var key =
        new UserKey(
            KeyId.random(), kind, owner, "bootstrap", UserKey.hint(secret), now, null, null);
    var id = stores.keys.put(key, hasher.hash(kind.use, secret)).toString();
    before
        .filter(former -> !former.equals(id))
        .ifPresent(former -> stores.keys.revoke(owner, new KeyId(UUID.fromString(former)), now));
    stores.marks.put(what, id);
    return fixed == null ? Optional.of(secret) : Optional.empty();
  }

  /** An administrator who came after another that is gone has none of that one's keys. */
  private boolean has(UserId owner, String key) {
    return stores.keys.find(owner, new KeyId(UUID.fromString(key))).isPresent();
  }

  private void client(BootstrapSettings settings, Instant now, List<Credential> fresh) {
    var before = stores.marks.find(CLIENT);
    var id =
        new ClientId(
            settings.clientId() == null
                ? before.orElseGet(FreshSecret::clientId)
                : settings.clientId());
    var known = stores.clients.find(id);
    var secret = settings.clientSecret();
    var hash = secret == null ? known.map(OAuthClient::secret).orElse(null) : clientSecret(secret);
    if (hash == null) {
      var generated = FreshSecret.text();
      hash = clientSecret(generated);
      fresh.add(new Credential(What.CLIENT_ID, id.value()));
      fresh.add(new Credential(What.CLIENT_SECRET, generated));
    } else if (known.isEmpty() && settings.clientId() == null) {
      fresh.add(new Credential(What.CLIENT_ID, id.value()));
    }
    var redirects =
        settings.redirectUri() == null
            ? known.map(OAuthClient::redirects).orElse(List.of())
            : List.of(settings.redirectUri());
    stores.clients.save(
        new OAuthClient(id, "bootstrap", hash, Set.of(GrantType.values()), Scopes.ALL, redirects),
        now);
    before
        .filter(former -> !former.equals(id.value()))
        .ifPresent(former -> retire(new ClientId(former), now));
    stores.marks.put(CLIENT, id.value());
  }

  private SecretHash clientSecret(String secret) {
    return hasher.hash(SecretHasher.Use.CLIENT_SECRET, secret);
  }

  private void retire(ClientId former, Instant now) {
    stores.clients.remove(former);
    stores.tokens.revokeAll(former, now);
  }
}
