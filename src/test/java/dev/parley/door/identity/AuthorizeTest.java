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
import dev.parley.identity.SecretHasher.Use;
import dev.parley.identity.TestIdentity;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client sends a person's browser here, and exchanges what it comes back with for tokens. */
@NullMarked
class AuthorizeTest {
  private static final String REDIRECT = "https://app.example/callback?keep=1";
  private static final String VERIFIER = "v".repeat(50);
  private static final String PASSWORD = "correct horse battery";

  private final TestIdentity identity = new TestIdentity();
  private final Visitor visitor = new Visitor();
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.onLoopback(0),
          List.of(Doors.of(identity, List.of(), () -> "http://parley.example")));
  private UserId ann = UserId.random();

  @BeforeEach
  void register() {
    ann = identity.users.create("ann", null, false, PASSWORD).user().id();
    register("web", "s3cret", REDIRECT);
    register("app", null, "http://127.0.0.1/back");
  }

  private void register(String id, @Nullable String secret, String redirect) {
    var hash = secret == null ? null : identity.hasher.hash(Use.CLIENT_SECRET, secret);
    identity
        .rows
        .clients()
        .save(
            new OAuthClient(
                new ClientId(id),
                "The <b>" + id + "</b>",
                hash,
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                Set.of(Scopes.AGENTS_READ, Scopes.AGENTS_WRITE, Scopes.OFFLINE_ACCESS),
                List.of(redirect)),
            identity.clock.instant());
  }

  @AfterEach
  void close() {
    visitor.close();
    server.close();
    identity.close();
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.port() + "/multipass/" + path;
  }

  private static String challenge() throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    var sum = sha.digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
  }

  private static Map<String, String> wish(String... more) throws Exception {
    var wish = new LinkedHashMap<String, String>();
    wish.put("response_type", "code");
    wish.put("client_id", "web");
    wish.put("redirect_uri", REDIRECT);
    wish.put("scope", Scopes.AGENTS_READ + " " + Scopes.OFFLINE_ACCESS);
    wish.put("state", "a b&c=\"d\"");
    wish.put("code_challenge", challenge());
    wish.put("code_challenge_method", "S256");
    for (int i = 0; i < more.length; i += 2) {
      wish.put(more[i], more[i + 1]);
    }
    wish.values().removeIf("-"::equals);
    return wish;
  }

  private String authorize(Map<String, String> wish) {
    return at("api/oauth2/authorize?")
        + wish.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + Visitor.encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
  }

  private Page signedIn(Map<String, String> wish) throws Exception {
    var page = visitor.get(authorize(wish));
    var sent = visitor.send(page, Map.of("username", "ANN", "password", PASSWORD));
    assertThat(sent.status()).isEqualTo(303);
    return visitor.get(sent.location().toString());
  }

  private String code(Map<String, String> wish) throws Exception {
    return visitor.agree(authorize(wish), "ann", PASSWORD).parameter("code");
  }

  private Page token(Map<String, String> fields) throws Exception {
    return visitor.post(at("api/oauth2/token"), fields, Map.of());
  }

  private Page exchange(String code, String... more) throws Exception {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "authorization_code");
    fields.put("client_id", "web");
    fields.put("client_secret", "s3cret");
    fields.put("code", code);
    fields.put("redirect_uri", REDIRECT);
    fields.put("code_verifier", VERIFIER);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    fields.values().removeIf("-"::equals);
    return token(fields);
  }

  private Page refresh(String refresh) throws Exception {
    return token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "web",
            "client_secret",
            "s3cret",
            "refresh_token",
            refresh));
  }

  private static JsonObject json(Page page) {
    return (JsonObject) Json.parse(page.response().body());
  }

  private static String member(Page page, String name) {
    return json(page).text(name).orElseThrow(() -> new AssertionError(page.response().body()));
  }

  private static void spent(Page page) {
    assertThat(page.status()).isEqualTo(400);
    assertThat(member(page, "error")).isEqualTo("invalid_grant");
  }

  private boolean opens(String token) {
    try {
      return identity.authenticate.byToken(token).user().equals(ann);
    } catch (dev.parley.problem.ProblemException refused) {
      return false;
    }
  }

  @Test
  void bringsAPersonFromTheClientAndBackWithTokens() throws Exception {
    var consent = signedIn(wish());
    assertThat(consent.text())
        .contains("The <b>web</b> asks for access", "ann", "read your conversations", REDIRECT);
    var back = visitor.send(consent, Map.of("decision", "allow"));
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.header("Location")).startsWith(REDIRECT + "&code=");
    assertThat(back.parameter("state").replace('+', ' ')).isEqualTo("a b&c=\"d\"".substring(0, 3));
    assertThat(back.header("Location")).endsWith("&state=a+b%26c%3D%22d%22");

    var tokens = exchange(back.parameter("code"));
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
    assertThat(member(tokens, "scope")).isEqualTo(Scopes.AGENTS_READ);
    var caller = identity.authenticate.byToken(member(tokens, "access_token"));
    assertThat(caller.user()).isEqualTo(ann);
    assertThat(caller.client()).isEqualTo(new ClientId("web"));
    assertThat(caller.scopes()).containsExactly(Scopes.AGENTS_READ);
    assertThat(identity.dump())
        .doesNotContain(
            member(tokens, "access_token"),
            member(tokens, "refresh_token"),
            back.parameter("code"));
  }

  @Test
  void sendsBackWhoRefuses() throws Exception {
    var back = visitor.send(signedIn(wish()), Map.of("decision", "refuse"));
    assertThat(back.header("Location")).startsWith(REDIRECT + "&error=access_denied&");
    assertThat(back.parameter("code")).isEmpty();
  }

  @Test
  void takesEverythingBackWhenACodeComesTwice() throws Exception {
    var code = code(wish());
    var tokens = exchange(code);
    assertThat(opens(member(tokens, "access_token"))).isTrue();
    spent(exchange(code));
    assertThat(opens(member(tokens, "access_token"))).isFalse();
    spent(refresh(member(tokens, "refresh_token")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code_verifier | -
          code_verifier | wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww
          code_verifier | short
          redirect_uri  | -
          redirect_uri  | https://app.example/callback
          """)
  void givesNothingForACodeWithOtherThings(String field, String value) throws Exception {
    spent(exchange(code(wish()), field, value));
  }

  @Test
  void givesNothingForACodeOfAnotherClientOrThatIsTooOld() throws Exception {
    register("other", "0ther", REDIRECT);
    spent(exchange(code(wish()), "client_id", "other", "client_secret", "0ther"));
    var code = code(wish());
    identity.turn(Duration.ofMinutes(10));
    spent(exchange(code));
  }

  @Test
  void replacesRefreshTokensAndMindsOldOnesAfterAMinute() throws Exception {
    var first = exchange(code(wish()));
    var second = refresh(member(first, "refresh_token"));
    assertThat(second.status()).isEqualTo(200);
    identity.turn(Duration.ofSeconds(59));
    var again = refresh(member(first, "refresh_token"));
    assertThat(again.status()).as("replayed within a minute").isEqualTo(200);
    assertThat(member(again, "refresh_token")).isNotEqualTo(member(second, "refresh_token"));
    identity.turn(Duration.ofSeconds(2));
    spent(refresh(member(first, "refresh_token")));
    assertThat(opens(member(second, "access_token"))).isFalse();
    spent(refresh(member(second, "refresh_token")));
  }

  @Test
  void letsRefreshTokensDieThatNobodyUsesForThirtyDays() throws Exception {
    var first = exchange(code(wish()));
    identity.turn(Duration.ofDays(29));
    var second = refresh(member(first, "refresh_token"));
    assertThat(second.status()).isEqualTo(200);
    identity.turn(Duration.ofDays(30));
    spent(refresh(member(second, "refresh_token")));
  }

  @Test
  void endsWithTheUserWhoAgreed() throws Exception {
    var tokens = exchange(code(wish()));
    assertThat(identity.users.disable("ann")).isTrue();
    assertThat(opens(member(tokens, "access_token"))).isFalse();
    spent(refresh(member(tokens, "refresh_token")));
    assertThat(visitor.get(authorize(wish())).text()).contains("Password");
  }

  @Test
  void revokesARefreshTokenWithAllThatCameOfIt() throws Exception {
    var tokens = exchange(code(wish()));
    var revoked =
        visitor.post(
            at("api/oauth2/revoke_token"),
            Map.of(
                "client_id",
                "web",
                "client_secret",
                "s3cret",
                "token",
                member(tokens, "refresh_token")),
            Map.of());
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(opens(member(tokens, "access_token"))).isFalse();
  }

  @Test
  void givesNoRefreshTokenToWhoDidNotAskForOne() throws Exception {
    var tokens = exchange(code(wish("scope", Scopes.AGENTS_READ)));
    assertThat(json(tokens).get("refresh_token")).isEmpty();
  }

  @Test
  void letsAPublicClientInByItsChallengeAtAnyPortOfThisMachine() throws Exception {
    var redirect = "http://127.0.0.1:49152/back";
    var wish = wish("client_id", "app", "redirect_uri", redirect);
    var code = code(wish);
    var tokens =
        token(
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "app",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                VERIFIER));
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    var own = token(Map.of("grant_type", "client_credentials", "client_id", "app"));
    assertThat(member(own, "error")).isEqualTo("unauthorized_client");
    var withSecret =
        token(Map.of("grant_type", "refresh_token", "client_id", "app", "client_secret", "x"));
    assertThat(withSecret.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client_id             | nobody                            | invalid_request
          redirect_uri          | https://evil.example/             | invalid_request
          redirect_uri          | https://app.example/callback      | invalid_request
          redirect_uri          | https://app.example@evil.example/ | invalid_request
          redirect_uri          | javascript:alert(1)               | invalid_request
          response_type         | token                             | unsupported_response_type
          scope                 | api:everything                    | invalid_scope
          code_challenge        | short                             | invalid_request
          code_challenge_method | plain                             | invalid_request
          code_challenge_method | -                                 | invalid_request
          """)
  void tellsOnAPageWhatCannotBe(String field, String value, String error) throws Exception {
    var page = visitor.get(authorize(wish(field, value)));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(page.text()).contains("error: " + error, "error_description: ");
  }

  @Test
  void wantsAChallengeOfAPublicClient() throws Exception {
    var wish =
        wish(
            "client_id",
            "app",
            "redirect_uri",
            "-",
            "code_challenge",
            "-",
            "code_challenge_method",
            "-");
    assertThat(visitor.get(authorize(wish)).text()).contains("code_challenge");
  }

  @Test
  void tellsNobodyWhetherItIsTheNameOrThePassword() throws Exception {
    var page = visitor.get(authorize(wish()));
    var wrong = visitor.send(page, Map.of("username", "ann", "password", "guess"));
    var nobody = visitor.send(page, Map.of("username", "nobody", "password", "guess"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.response().body()).isEqualTo(nobody.response().body());
    var right = visitor.send(wrong, Map.of("username", "ann", "password", PASSWORD));
    assertThat(right.status()).isEqualTo(303);
  }

  @Test
  void boundsHowOftenAPasswordCanBeGuessed() throws Exception {
    var page = visitor.get(authorize(wish()));
    for (int i = 0; i < 10; i++) {
      var wrong = visitor.send(page, Map.of("username", "ann", "password", "guess" + i));
      assertThat(wrong.status()).isEqualTo(401);
    }
    var right = Map.of("username", "ann", "password", PASSWORD);
    var later = visitor.send(page, right);
    assertThat(later.status()).isEqualTo(429);
    assertThat(later.header("Retry-After")).isEqualTo("60");
    for (int i = 0; i < 40; i++) {
      var wrong = visitor.send(page, Map.of("username", "stuffed" + i, "password", "x"));
      assertThat(wrong.status()).isEqualTo(401);
    }
    assertThat(visitor.send(page, Map.of("username", "bob", "password", "x")).status())
        .isEqualTo(429);
    identity.turn(Duration.ofMinutes(1));
    assertThat(visitor.send(page, right).status()).isEqualTo(303);
  }

  @Test
  void takesNoFormsFromElsewhere() throws Exception {
    var page = visitor.get(authorize(wish()));
    var fields = Map.of("username", "ann", "password", PASSWORD);
    var crossSite = visitor.send(page, fields, Map.of("Sec-Fetch-Site", "cross-site"));
    assertThat(crossSite.status()).isEqualTo(403);
    var forged = new LinkedHashMap<>(fields);
    forged.put("token", "AAAA");
    assertThat(visitor.send(page, forged).status()).isEqualTo(403);
    try (var attacker = new Visitor()) {
      var theirs = attacker.get(authorize(wish()));
      var token = theirs.document().select("input[name=token]").attr("value");
      var consent = signedIn(wish());
      var planted = Map.of("decision", "allow", "token", token);
      assertThat(visitor.send(consent, planted).status()).isEqualTo(403);
    }
  }

  @Test
  void keepsWhatCannotBePutIntoAHeaderOutOfIt() throws Exception {
    var page = visitor.get(authorize(wish()));
    var split =
        Map.of("username", "ann", "password", PASSWORD, "request", "x=1\r\nSet-Cookie: a=b");
    assertThat(visitor.send(page, split).status()).isEqualTo(400);
    var away = Map.of("username", "ann", "password", PASSWORD, "request", "https://evil.example/");
    assertThat(visitor.send(page, away).status()).isEqualTo(400);
  }

  @Test
  void showsPagesThatNobodyCanFrameOrRunAnythingIn() throws Exception {
    for (var page : List.of(visitor.get(authorize(wish())), signedIn(wish()))) {
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "script-src");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
      assertThat(page.document().select("script, [onclick], [style]")).isEmpty();
    }
    var consent = visitor.get(authorize(wish()));
    assertThat(consent.header("Content-Security-Policy"))
        .endsWith("form-action 'self' https://app.example");
    var cookie = visitor.get(authorize(wish("client_id", "app", "redirect_uri", "-")));
    assertThat(cookie.status()).isEqualTo(200);
  }

  @Test
  void givesCookiesToItsOwnPagesAlone() throws Exception {
    try (var fresh = new Visitor()) {
      var page = fresh.get(authorize(wish()));
      assertThat(page.header("Set-Cookie"))
          .startsWith("parley_form=")
          .endsWith("; Path=/multipass; HttpOnly; SameSite=Lax");
      assertThat(Cookies.set("name", "value", "https://example.com/parley"))
          .isEqualTo("name=value; Path=/parley/multipass; HttpOnly; SameSite=Lax; Secure");
    }
  }

  @Test
  void forgetsTheSignInWithTheNextPassword() throws Exception {
    assertThat(signedIn(wish()).text()).contains("asks for access");
    assertThat(identity.users.resetPassword("ann", null)).isPresent();
    assertThat(visitor.get(authorize(wish())).text()).contains("Password");
  }

  @Test
  void forgetsTheSignInAfterAWorkingDay() throws Exception {
    assertThat(signedIn(wish()).text()).contains("asks for access");
    identity.turn(Duration.ofHours(10));
    assertThat(visitor.get(authorize(wish())).text()).contains("Password");
  }
}
