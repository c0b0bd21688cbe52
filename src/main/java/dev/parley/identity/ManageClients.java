package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Registers programs that ask for tokens, gives them new secrets, and removes them. */
public final class ManageClients {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_REDIRECTS = 20;

  private final Clients clients;
  private final AccessTokens tokens;
  private final SecretHasher hasher;
  private final BearerMemory memory;
  private final InstantSource clock;

  public ManageClients(
      Clients clients,
      AccessTokens tokens,
      SecretHasher hasher,
      BearerMemory memory,
      InstantSource clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.hasher = hasher;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * A client to be registered.
   *
   * @param open whether it cannot keep a secret
   * @param redirects where browsers may be sent; none for a client that only calls for itself
   * @param scopes the most it may have; all if there are none
   */
  public record Wish(String name, boolean open, List<String> redirects, Set<String> scopes) {
    public Wish {
      redirects = List.copyOf(redirects);
      scopes = Set.copyOf(scopes);
    }
  }

  /** A client with its secret, told this once; a public one has none. */
  public record WithSecret(OAuthClient client, @Nullable String secret) {
    @Override
    public String toString() {
      return "WithSecret[" + client.id() + "]";
    }
  }

  /** By id. */
  public List<OAuthClient> list() {
    return clients.all();
  }

  public WithSecret create(Wish wish) {
    check(wish);
    var secret = wish.open() ? null : FreshSecret.text();
    var grants = EnumSet.noneOf(GrantType.class);
    if (!wish.open()) {
      grants.add(GrantType.CLIENT_CREDENTIALS);
    }
    if (!wish.redirects().isEmpty()) {
      grants.add(GrantType.AUTHORIZATION_CODE);
      grants.add(GrantType.REFRESH_TOKEN);
    }
    var client =
        new OAuthClient(
            new ClientId(FreshSecret.clientId()),
            wish.name(),
            secret == null ? null : hash(secret),
            grants,
            wish.scopes().isEmpty() ? Scopes.ALL : wish.scopes(),
            wish.redirects());
    clients.save(client, clock.instant());
    return new WithSecret(client, secret);
  }

  private static void check(Wish wish) {
    if (wish.name().isBlank()
        || wish.name().length() > LONGEST_NAME
        || wish.name().chars().anyMatch(Character::isISOControl)) {
      throw unfit("A client's name has 1 to " + LONGEST_NAME + " characters, on one line.");
    }
    if (wish.open() && wish.redirects().isEmpty()) {
      throw unfit("A public client needs a redirect address; it cannot call for itself.");
    }
    if (wish.redirects().size() > MOST_REDIRECTS) {
      throw unfit("A client has at most " + MOST_REDIRECTS + " redirect addresses.");
    }
    for (var redirect : wish.redirects()) {
      Redirects.fault(redirect)
          .ifPresent(fault -> {
            throw unfit(fault);
          });
    }
    var unknown = new TreeSet<>(wish.scopes());
    unknown.removeAll(Scopes.ALL);
    if (!unknown.isEmpty()) {
      throw unfit(
          "There is no scope "
              + unknown.first()
              + ". There are "
              + String.join(", ", new TreeSet<>(Scopes.ALL))
              + ".");
    }
  }

  /** Another secret; the old one is refused at once. Empty if there is no such client. */
  public Optional<WithSecret> renew(ClientId id) {
    return find(id)
        .map(client -> {
          if (client.isPublic()) {
            throw unfit("A public client has no secret.");
          }
          var secret = FreshSecret.text();
          var renewed =
              new OAuthClient(
                  client.id(),
                  client.name(),
                  hash(secret),
                  client.grants(),
                  client.scopes(),
                  client.redirects());
          clients.save(renewed, clock.instant());
          return new WithSecret(renewed, secret);
        });
  }

  /** Removes a client with every token it has; whether there was one. */
  public boolean remove(ClientId id) {
    var there = find(id);
    there.ifPresent(client -> {
      tokens.revokeAll(client.id(), clock.instant());
      clients.remove(client.id());
      memory.forgetAll();
    });
    return there.isPresent();
  }

  private Optional<OAuthClient> find(ClientId id) {
    return OAuthClient.isId(id.value()) ? clients.find(id) : Optional.empty();
  }

  private SecretHash hash(String secret) {
    return hasher.hash(SecretHasher.Use.CLIENT_SECRET, secret);
  }

  private static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }
}
