package dev.parley.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.ClientId;
import dev.parley.identity.Bootstrapped.Credential;
import dev.parley.identity.Bootstrapped.What;
import dev.parley.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final BootstrapSettings FIXED =
      new BootstrapSettings(
          "ann@example.com",
          "open-sesame-please",
          "sk-allyson-" + "0123456789abcdef".repeat(3),
          "Fixed.token_~+/-==",
          TestIdentity.CLIENT,
          TestIdentity.SECRET,
          "https://app.example.com/callback");

  private final TestIdentity identity = new TestIdentity();

  @AfterEach
  void close() {
    identity.close();
  }

  private static Map<What, String> fresh(Bootstrapped bootstrapped) {
    return bootstrapped.fresh().stream()
        .collect(Collectors.toMap(Credential::what, Credential::value));
  }

  private static String value(Map<What, String> fresh, What what) {
    return Objects.requireNonNull(fresh.get(what));
  }

  @Test
  void generatesEveryCredentialAtTheFirstStart() {
    var first = identity.bootstrap.run(BootstrapSettings.NONE);

    var fresh = fresh(first);
    assertThat(fresh).containsOnlyKeys(What.values()).containsEntry(What.USER, "admin");
    assertThat(fresh.get(What.API_KEY)).matches("sk-allyson-[0-9a-f]{48}");
    var caller = identity.authenticate.byToken(value(fresh, What.TOKEN));
    assertThat(caller.user()).isEqualTo(first.administrator().id());
    assertThat(caller.admin()).isTrue();
    assertThat(caller.client()).isEqualTo(ClientId.USER_TOKENS);
    assertThat(caller.kind()).isEqualTo(Caller.Kind.PERSON);
    assertThat(caller.may(Scopes.AGENTS_WRITE)).isTrue();
    var id = new ClientId(value(fresh, What.CLIENT_ID));
    assertThat(identity.clients.check(id, value(fresh, What.CLIENT_SECRET)))
        .isInstanceOf(ClientCheck.Known.class);
    var hash = identity.rows.users().passwordHash(caller.user()).orElseThrow();
    assertThat(identity.passwords.matches(value(fresh, What.PASSWORD), hash)).isTrue();
  }

  @Test
  void generatesNothingTwice() throws SQLException {
    var first = identity.bootstrap.run(BootstrapSettings.NONE);
    var before = identity.dump();

    var second = identity.bootstrap.run(BootstrapSettings.NONE);

    assertThat(second.fresh()).isEmpty();
    assertThat(second.administrator()).isEqualTo(first.administrator());
    assertThat(identity.dump()).isEqualTo(before);
  }

  @Test
  void showsNothingThatWasFixed() {
    var first = identity.bootstrap.run(FIXED);

    assertThat(first.fresh()).isEmpty();
    assertThat(first.administrator().name()).isEqualTo("ann@example.com");
    assertThat(identity.authenticate.byToken("Fixed.token_~+/-==").admin()).isTrue();
    assertThat(identity.bootstrap.run(FIXED).fresh()).isEmpty();
    assertThat(FIXED.toString()).doesNotContain("sesame");
  }

  @Test
  void keepsWhatIsNoLongerFixed() {
    identity.bootstrap.run(FIXED);
    assertThat(identity.bootstrap.run(BootstrapSettings.NONE).fresh()).isEmpty();
    assertThat(identity.authenticate.byToken("Fixed.token_~+/-==").admin()).isTrue();
    assertThat(identity.rows.clients().find(new ClientId(TestIdentity.CLIENT)).orElseThrow())
        .extracting(OAuthClient::redirects)
        .asString()
        .contains("https://app.example.com/callback");
  }

  @Test
  void appliesAChangedTokenAndBringsAFormerOneBack() {
    identity.bootstrap.run(token("one"));
    identity.bootstrap.run(token("two"));
    assertThat(identity.authenticate.byToken("two").admin()).isTrue();
    assertThatThrownBy(() -> identity.authenticate.byToken("one"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("revoked");

    identity.recent.forgetAll();
    identity.bootstrap.run(token("one"));
    assertThat(identity.authenticate.byToken("one").admin()).isTrue();
    identity.recent.forgetAll();
    assertThatThrownBy(() -> identity.authenticate.byToken("two"))
        .isInstanceOf(ProblemException.class);
  }

  private static BootstrapSettings token(String token) {
    return new BootstrapSettings(null, null, null, token, null, null, null);
  }

  @Test
  void appliesAChangedNameAndPasswordToTheSameUser() {
    var first = identity.bootstrap.run(FIXED).administrator();

    var settings = new BootstrapSettings("bob", "another-password", null, null, null, null, null);
    var later = identity.bootstrap.run(settings).administrator();

    assertThat(later.id()).isEqualTo(first.id());
    assertThat(identity.rows.users().person("BOB")).contains(later);
    assertThat(identity.rows.users().person("ann@example.com")).isEmpty();
    var hash = identity.rows.users().passwordHash(first.id()).orElseThrow();
    assertThat(identity.passwords.matches("another-password", hash)).isTrue();
    assertThat(identity.passwords.matches("open-sesame-please", hash)).isFalse();
  }

  @Test
  void appliesAChangedClientAndRetiresTheFormerWithItsTokens() {
    identity.bootstrap.run(FIXED);
    var client = new ClientId(TestIdentity.CLIENT);
    var known = (ClientCheck.Known) identity.clients.check(client, TestIdentity.SECRET);
    var grant = (TokenGrant.Granted) identity.issue.clientCredentials(known.client(), Set.of());

    identity.bootstrap.run(new BootstrapSettings(null, null, null, null, "other", "x", null));

    assertThat(identity.clients.check(new ClientId("other"), "x"))
        .isInstanceOf(ClientCheck.Known.class);
    assertThat(identity.clients.check(client, TestIdentity.SECRET))
        .isInstanceOf(ClientCheck.Refused.class);
    assertThatThrownBy(() -> identity.authenticate.byToken(grant.token()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("revoked");
  }

  @Test
  void keepsNoSecretInClear() throws SQLException {
    var generated = identity.bootstrap.run(BootstrapSettings.NONE).fresh();
    identity.bootstrap.run(FIXED);

    var dump = identity.dump();
    assertThat(dump).contains("ann@example.com", "account ", "user_key ", "client ");
    assertThat(dump)
        .doesNotContain(FIXED.password(), FIXED.apiKey(), FIXED.token(), FIXED.clientSecret());
    for (var credential : generated) {
      if (credential.what() != What.USER && credential.what() != What.CLIENT_ID) {
        assertThat(dump).doesNotContain(credential.value());
      }
    }
  }

  @Test
  void refusesANameThatIsAnotherUsers() {
    identity.bootstrap.run(BootstrapSettings.NONE);
    identity.users.create("carol", null, false, null);
    assertThatThrownBy(() ->
            identity.bootstrap.run(
                new BootstrapSettings("Carol", null, null, null, null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARLEY_BOOTSTRAP_USER");
  }

  @Test
  void namesAllFaultsOfItsSettingsWithoutTheirValues() {
    var faults =
        new BootstrapSettings("a b", "", "k ey", "to ken", "i d", "s\n", "/relative").faults();
    assertThat(faults).hasSize(7);
    assertThat(String.join(" ", faults)).doesNotContain("to ken", "k ey");
    assertThat(FIXED.faults()).isEmpty();
  }
}
