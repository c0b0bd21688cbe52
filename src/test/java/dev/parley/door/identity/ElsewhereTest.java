package dev.parley.door.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.identity.Visitor.Page;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.GrantType;
import dev.parley.identity.OAuthClient;
import dev.parley.identity.Scopes;
import dev.parley.identity.TestIdentity;
import dev.parley.openid.NimbusProvider;
import dev.parley.openid.TestOpenId;
import dev.parley.openid.TestOpenId.Lie;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** People sign in at an OpenID provider and come back as who they are here, or not at all. */
@NullMarked
class ElsewhereTest {
  private final TestIdentity identity = new TestIdentity();
  private final Visitor visitor = new Visitor();
  private final TestOpenId openId = new TestOpenId();
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onLoopback(0),
          List.of(
              Doors.of(
                  identity,
                  List.of(
                      new NimbusProvider(openId.settings("company", "new.example")),
                      new NimbusProvider(openId.settings("other"))),
                  this::base)));
  private UserId ann = UserId.random();

  @BeforeEach
  void register() {
    ann = identity.users.create("ann", "Ann@example.com", false, null).user().id();
    var grants = Set.of(GrantType.AUTHORIZATION_CODE);
    identity
        .rows
        .clients()
        .save(
            new OAuthClient(
                new ClientId("web"),
                "web",
                null,
                grants,
                Set.of(Scopes.AGENTS_READ),
                List.of("https://app.example/back")),
            identity.clock.instant());
  }

  @AfterEach
  void close() {
    visitor.close();
    server.close();
    openId.close();
    identity.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.port();
  }

  private String authorize() {
    return base()
        + "/multipass/api/oauth2/authorize?response_type=code&client_id=web&state=x%26y&code_challenge="
        + "c".repeat(43)
        + "&code_challenge_method=S256";
  }

  /** Sent to the provider, which sends the browser back; not followed yet. */
  private String sentBack(Visitor browser) throws Exception {
    var links = browser.get(authorize()).document().select("a[href*=company]");
    var away = browser.get(links.getFirst().absUrl("href"));
    assertThat(away.status()).as(away.response().body()).isEqualTo(303);
    return browser.get(away.location().toString()).location().toString();
  }

  private Page signIn(Visitor browser) throws Exception {
    return browser.get(sentBack(browser));
  }

  /** Who is signed in now, as the consent page says. */
  private String who(Visitor browser, Page back) throws Exception {
    assertThat(back.status()).as(back.text()).isEqualTo(303);
    assertThat(back.location().toString()).isEqualTo(authorize());
    return browser.get(back.location().toString()).document().select("p strong").text();
  }

  private void refused(Page page, int status, String said) {
    assertThat(page.status()).as(page.text()).isEqualTo(status);
    assertThat(page.text()).contains(said);
    assertThat(page.header("Set-Cookie")).isEmpty();
  }

  @Test
  void offersEachProviderOnTheSignInPage() throws Exception {
    var page = visitor.get(authorize());
    assertThat(page.document().select("a.button").eachText())
        .containsExactly("Sign in with The <company>", "Sign in with The <other>");
  }

  @Test
  void knowsAPersonByTheirAddressOnceAndByTheirSubjectEverAfter() throws Exception {
    assertThat(who(visitor, signIn(visitor))).isEqualTo("ann");
    openId.email = "renamed@example.com";
    assertThat(identity.users.setEmail("ann", null)).isTrue();
    try (var later = new Visitor()) {
      assertThat(who(later, signIn(later))).isEqualTo("ann");
    }
    openId.subject = "subject-2";
    try (var somebody = new Visitor()) {
      refused(signIn(somebody), 403, "Nobody here has the address renamed@example.com.");
    }
  }

  @Test
  void asksAboutThePersonWhereTheTokenDoesNotTellTheirAddress() throws Exception {
    openId.emailInToken = false;
    assertThat(who(visitor, signIn(visitor))).isEqualTo("ann");
  }

  @Test
  void makesAccountsForPeopleOfADomainThatIsWelcome() throws Exception {
    openId.email = "Bob@New.example";
    assertThat(who(visitor, signIn(visitor))).isEqualTo("Bob@New.example");
    var bob = identity.users.find("bob@new.example").orElseThrow();
    assertThat(bob.admin()).isFalse();
    assertThat(identity.rows.users().passwordHash(bob.id())).isEmpty();
  }

  @Test
  void linksNobodyByAnAddressThatIsNotVerified() throws Exception {
    openId.verified = false;
    refused(signIn(visitor), 403, "does not say that an e-mail address is yours");
    openId.emailInToken = false;
    refused(signIn(visitor), 403, "does not say that an e-mail address is yours");
  }

  @Test
  void letsNobodyInWhoseAccountIsDisabledOrClosed() throws Exception {
    assertThat(who(visitor, signIn(visitor))).isEqualTo("ann");
    assertThat(identity.users.disable("ann")).isTrue();
    try (var later = new Visitor()) {
      refused(signIn(later), 403, "Your account is disabled.");
    }
    assertThat(identity.rows.users().close(ann, identity.clock.instant())).isTrue();
    try (var later = new Visitor()) {
      refused(signIn(later), 403, "Nobody here has the address ann@example.com.");
    }
    assertThat(identity.dump()).doesNotContain("subject-1");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"NONE", "OTHER_PERSON_IN_USERINFO"})
  void believesNoTokenThatProvesNothing(Lie lie) throws Exception {
    openId.lie = lie;
    refused(signIn(visitor), 403, "Begin again");
  }

  @Test
  void believesNobodyWhoIsSomebodyElseOnTheProvidersPage() throws Exception {
    openId.lie = Lie.OTHER_PERSON_IN_USERINFO;
    openId.emailInToken = false;
    refused(signIn(visitor), 403, "did not sign you in");
  }

  @Test
  void takesNobodyBackWhoWasNotSentFromThisBrowser() throws Exception {
    try (var attacker = new Visitor()) {
      var theirs = sentBack(attacker);
      refused(visitor.get(theirs), 400, "was not begun in this browser");
      var _ = sentBack(visitor);
      refused(visitor.get(theirs), 400, "was not begun in this browser");
    }
  }

  @Test
  void takesNobodyBackWithACodeOfSomebodyElse() throws Exception {
    try (var attacker = new Visitor()) {
      var code = sentBack(attacker).replaceAll(".*code=([^&]*).*", "$1");
      var mine = sentBack(visitor).replaceAll("code=[^&]*", "code=" + code);
      refused(visitor.get(mine), 403, "did not sign you in");
    }
  }

  @Test
  void takesNobodyBackFromAnotherProviderTooLateOrTwice() throws Exception {
    var back = sentBack(visitor);
    refused(visitor.get(back.replace("/company?", "/other?")), 400, "was not begun");
    refused(visitor.get(back.replace("/company?", "/nobody?")), 404, "Nobody can sign in there.");
    assertThat(visitor.get(back).status()).isEqualTo(303);
    assertThat(visitor.get(back).status()).as("the code is spent").isEqualTo(403);
    identity.turn(Duration.ofMinutes(10));
    refused(visitor.get(back), 400, "too long ago");
  }

  @Test
  void tellsWhatTheProviderRefused() throws Exception {
    var back = sentBack(visitor).replaceAll("code=[^&]*", "error=access_denied");
    var page = visitor.get(back);
    refused(page, 403, "did not sign you in");
    var again = page.document().select("a.button").getFirst().absUrl("href");
    assertThat(again).isEqualTo(authorize());
  }

  @Test
  void sendsNobodyAwayForARequestThatCannotBe() throws Exception {
    for (var bad : List.of("https%3A%2F%2Fevil.example%2F", "client_id%3Dnobody", "x%0d%0ay", "")) {
      var page = visitor.get(base() + "/multipass/elsewhere/company?request=" + bad);
      assertThat(page.status()).as(bad).isEqualTo(400);
      assertThat(page.header("Location")).isEmpty();
    }
    var query = authorize().replaceAll(".*\\?", "") + "&x=" + "y".repeat(2000);
    var tooLong =
        visitor.get(base() + "/multipass/elsewhere/company?request=" + Visitor.encoded(query));
    refused(tooLong, 400, "too long");
    var nowhere = visitor.get(base() + "/multipass/elsewhere/nobody?request=x");
    refused(nowhere, 404, "Nobody can sign in there.");
  }

  @Test
  void saysSoWhenTheProviderIsAway() throws Exception {
    openId.close();
    var page = visitor.get(authorize());
    var away = visitor.get(page.document().select("a[href*=company]").getFirst().absUrl("href"));
    refused(away, 503, "The <company> does not answer as it should.");
  }

  @Test
  void boundsHowOftenSomebodyMayFail() throws Exception {
    var back = sentBack(visitor).replaceAll("code=[^&]*", "code=guessed");
    for (int i = 0; i < 30; i++) {
      assertThat(visitor.get(back).status()).isEqualTo(403);
    }
    var bounded = visitor.get(back);
    refused(bounded, 429, "Try again in a minute.");
    assertThat(bounded.header("Retry-After")).isEqualTo("60");
    identity.turn(Duration.ofMinutes(1));
    assertThat(visitor.get(back).status()).isEqualTo(403);
  }

  @Test
  void carriesTheTiesOfAnOutingSealed() throws Exception {
    var link = visitor.get(authorize()).document().select("a[href*=company]").getFirst();
    var away = visitor.get(link.absUrl("href"));
    var cookie = away.header("Set-Cookie");
    assertThat(cookie)
        .startsWith("parley_elsewhere=")
        .endsWith("; Path=/multipass; HttpOnly; SameSite=Lax");
    assertThat(cookie).doesNotContain(away.parameter("state"), away.parameter("nonce"));
    assertThat(away.location().getQuery()).contains("code_challenge_method=S256", "scope=openid");
  }
}
