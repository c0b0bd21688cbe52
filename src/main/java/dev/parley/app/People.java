package dev.parley.app;

import dev.parley.door.allyson.AllysonPeople;
import dev.parley.door.identity.Elsewhere;
import dev.parley.door.identity.FormGuard;
import dev.parley.door.identity.IdentityDoor;
import dev.parley.door.identity.Outing;
import dev.parley.door.identity.Pages;
import dev.parley.door.identity.TokenEndpoint;
import dev.parley.http.Signer;
import dev.parley.http.Surface;
import dev.parley.identity.AskConsent;
import dev.parley.identity.Authenticate;
import dev.parley.identity.AuthenticateClient;
import dev.parley.identity.AuthenticateKey;
import dev.parley.identity.Belongings;
import dev.parley.identity.Bootstrap;
import dev.parley.identity.Bootstrapped;
import dev.parley.identity.Callers;
import dev.parley.identity.CloseAccount;
import dev.parley.identity.ExchangeToken;
import dev.parley.identity.Exclusively;
import dev.parley.identity.IssueToken;
import dev.parley.identity.KeyHolders;
import dev.parley.identity.ManageClients;
import dev.parley.identity.ManageKeys;
import dev.parley.identity.ManageUsers;
import dev.parley.identity.NoteKeyUse;
import dev.parley.identity.OpenIdProvider;
import dev.parley.identity.RevokeToken;
import dev.parley.identity.SignIn;
import dev.parley.identity.SignInElsewhere;
import dev.parley.identity.SweepTokens;
import dev.parley.identity.Users;
import dev.parley.login.KeepLogins;
import dev.parley.openid.NimbusProvider;
import dev.parley.openid.OpenIdSettings;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.LoginRows;
import dev.parley.postgres.RecentBearers;
import dev.parley.profile.Profiles;
import dev.parley.publicsuffix.PublicSuffixList;
import dev.parley.secret.KeyRefused;
import dev.parley.secret.Sealer;
import dev.parley.vault.LocalToken;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Who may call: users, their keys, clients, and the doors to them. */
final class People implements AutoCloseable {
  private final Vault vault;
  private final IdentityRows rows;
  private final RecentBearers recent;
  private final InstantSource clock;
  private final Bootstrapped bootstrapped;
  private final LocalToken local;
  private final List<OpenIdProvider> elsewhere;

  private People(
      Vault vault,
      IdentityRows rows,
      InstantSource clock,
      Bootstrapped bootstrapped,
      List<OpenIdSettings> elsewhere) {
    this.vault = vault;
    this.rows = rows;
    this.clock = clock;
    this.bootstrapped = bootstrapped;
    this.elsewhere = elsewhere.stream().<OpenIdProvider>map(NimbusProvider::new).toList();
    this.recent = new RecentBearers(rows.bearers());
    this.local = new LocalToken(vault.hasher(), bootstrapped.administrator(), recent);
  }

  static People open(Settings settings, Store store) {
    var keys = settings.keys();
    var rows = new IdentityRows(store.database());
    var key = key(settings, store, rows);
    var vault = new Vault(key);
    rows.requireKey(key.fingerprint());
    var stores =
        new Bootstrap.Stores(
            rows.users(),
            rows.keys(),
            rows.clients(),
            rows.tokens(),
            rows.marks(),
            rows.exclusively());
    var bootstrap = new Bootstrap(stores, vault.hasher(), Vault.passwords(), store.clock());
    return new People(vault, rows, store.clock(), bootstrap.run(keys.bootstrap()), keys.openId());
  }

  /** No new one is made for a database that was used with another. */
  private static ServerKey key(Settings settings, Store store, IdentityRows rows) {
    var given = settings.keys().server();
    var folder = settings.dataDirectory();
    if (store.isEmbedded() && rows.hasKey() && ServerKey.find(given, folder).isEmpty()) {
      throw new KeyRefused(
          "The server key is gone: there is no "
              + ServerKey.file(folder)
              + ", and the database was used with one. Put it back, or set PARLEY_SECRET_KEY to it;"
              + " docs/operations.md says what is lost without it.");
    }
    return ServerKey.load(given, folder, !store.isEmbedded());
  }

  Bootstrapped bootstrapped() {
    return bootstrapped;
  }

  Callers callers() {
    return new Authenticate(vault.hasher(), local, clock);
  }

  /** Who calls with API keys. */
  KeyHolders keyHolders() {
    var uses = new NoteKeyUse(rows.keys(), clock, Thread::startVirtualThread);
    return new AuthenticateKey(vault.hasher(), recent, uses);
  }

  Exclusively exclusively() {
    return rows.exclusively();
  }

  Signer signer(String use) {
    return vault.signer(use)::sign;
  }

  /** For URLs that open a file. */
  dev.parley.secret.Signer fileSigner() {
    return vault.signer("file-url");
  }

  Sealer sealer() {
    return vault.sealer();
  }

  /** Where users are logged in. */
  KeepLogins logins(Store store) {
    var rows = new LoginRows(store.database(), clock);
    return new KeepLogins(rows, vault.sealer(), new PublicSuffixList(), clock);
  }

  SweepTokens sweep() {
    return new SweepTokens(rows.tokens(), rows.consents(), clock);
  }

  Users all() {
    return rows.users();
  }

  ManageUsers users() {
    return new ManageUsers(rows.users(), Vault.passwords(), rows.exclusively(), recent, clock);
  }

  ManageClients clients() {
    return new ManageClients(rows.clients(), rows.tokens(), vault.hasher(), recent, clock);
  }

  /** Closes accounts with all that belongs to them. */
  CloseAccount closing(List<Belongings> belongings) {
    return new CloseAccount(rows.users(), recent, belongings, clock);
  }

  /** As the Allyson door knows them. */
  AllysonPeople allyson(Profiles profiles, KeepLogins logins, CloseAccount closing) {
    return new AllysonPeople(
        keyHolders(), callers(), keys(), rows.users(), profiles, logins, closing);
  }

  ManageKeys keys() {
    return new ManageKeys(rows.keys(), vault.hasher(), recent, clock);
  }

  /**
   * Where clients get their tokens, and people sign in and agree.
   *
   * @param base where the server is reached
   */
  Surface door(Supplier<String> base) {
    var hasher = vault.hasher();
    var consents = rows.consents();
    var ask = new AskConsent(rows.clients(), consents, hasher, clock);
    var signIn = new SignIn(rows.users(), Vault.passwords(), rows.signIns(), hasher, clock);
    var others =
        new Elsewhere(
            ask,
            new SignInElsewhere(elsewhere, rows.users(), rows.links(), signIn, clock),
            new Outing(vault.sealer(), clock),
            base);
    return new IdentityDoor(
        new TokenEndpoint(
            new AuthenticateClient(rows.clients(), hasher, clock),
            new IssueToken(rows.clients(), rows.tokens(), hasher, clock),
            new ExchangeToken(consents, rows.tokens(), hasher, recent, clock),
            new RevokeToken(rows.tokens(), hasher, recent, clock)),
        new Pages(ask, signIn, new FormGuard(signer("form")), others, base),
        others);
  }

  /** Lets the command line of this machine in. */
  void publish(Path dataDirectory, String baseUrl) {
    try {
      local.publish(dataDirectory, baseUrl);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    local.close();
  }
}
