package dev.parley.door.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.door.identity.TokenEndpoint.TokenRequest;
import dev.parley.id.ClientId;
import dev.parley.identity.BootstrapSettings;
import dev.parley.identity.GrantType;
import dev.parley.identity.OAuthClient;
import dev.parley.identity.Scopes;
import dev.parley.identity.SecretHasher;
import dev.parley.identity.TestIdentity;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {
  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final String CLIENT = TestIdentity.CLIENT;
  private static final String SECRET = TestIdentity.SECRET;

  private final TestIdentity identity = new TestIdentity();
  private final TokenEndpoint endpoint =
      new TokenEndpoint(identity.clients, identity.issue, identity.exchange, identity.revoke);

  @BeforeAll
  void bootstrap() {
    identity.bootstrap.run(
        new BootstrapSettings(null, null, null, "user-token", CLIENT, SECRET, null));
  }

  @AfterAll
  void close() {
    identity.close();
  }

  private static String form(String... namesAndValues) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], UTF_8));
    }
    return String.join("&", pairs);
  }

  private static List<String> basic(String id, String secret) {
    var pair = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return List.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private TokenReply ask(List<String> authorization, String form) {
    return endpoint.token(new TokenRequest(Optional.of(TYPE), authorization, form));
  }

  private TokenReply askInBody(String... more) {
    var login =
        form("grant_type", "client_credentials", "client_id", CLIENT, "client_secret", SECRET);
    return ask(List.of(), more.length == 0 ? login : login + "&" + form(more));
  }

  private static String text(TokenReply reply, String member) {
    return body(reply).text(member).orElseThrow();
  }

  private static JsonObject body(TokenReply reply) {
    return Objects.requireNonNull(reply.body());
  }

  private static void refused(TokenReply reply, int status, String error) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(text(reply, "error")).isEqualTo(error);
    assertThat(text(reply, "error_description")).isNotBlank();
  }

  @Test
  void acceptsAClientInTheForm() {
    var reply = askInBody();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply, "token_type")).isEqualTo("Bearer");
    assertThat(body(reply).get("expires_in")).contains(new JsonNumber(3600));
    assertThat(text(reply, "access_token")).hasSizeGreaterThanOrEqualTo(43);
    assertThat(body(reply).members()).doesNotContainKeys("refresh_token", "id_token");
    assertThat(text(reply, "scope").split(" "))
        .containsExactlyInAnyOrderElementsOf(
            Scopes.ALL.stream().filter(scope -> !scope.equals("offline_access")).toList());
    assertThat(reply.toString()).doesNotContain(text(reply, "access_token"));
  }

  @Test
  void acceptsAClientInTheHeader() {
    var reply = ask(basic(CLIENT, SECRET), form("grant_type", "client_credentials", "scope", ""));
    assertThat(reply.status()).isEqualTo(200);
    var caller = identity.authenticate.byToken(text(reply, "access_token"));
    assertThat(caller.client()).isEqualTo(new ClientId(CLIENT));
    assertThat(caller.may(Scopes.AGENTS_WRITE)).isTrue();
  }

  @Test
  void acceptsAMediaTypeWithACharset() {
    var request =
        new TokenRequest(
            Optional.of("Application/X-WWW-Form-Urlencoded;charset=UTF-8"),
            List.of("basic " + basic(CLIENT, SECRET).getFirst().substring(6)),
            "grant_type=client_credentials");
    assertThat(endpoint.token(request).status()).isEqualTo(200);
    for (var type : List.of(Optional.of("application/json"), Optional.<String>empty())) {
      refused(endpoint.token(new TokenRequest(type, List.of(), "")), 400, "invalid_request");
    }
  }

  @Test
  void acceptsTheSameClientInBothPlacesButNotTwo() {
    var grant = form("grant_type", "client_credentials");
    assertThat(ask(basic(CLIENT, SECRET), grant + "&" + form("client_id", CLIENT)).status())
        .isEqualTo(200);
    refused(ask(basic(CLIENT, SECRET), grant + "&client_id=other"), 400, "invalid_request");
    refused(ask(basic(CLIENT, SECRET), grant + "&client_secret=other"), 400, "invalid_request");
    var twice = List.of(basic(CLIENT, SECRET).getFirst(), basic(CLIENT, SECRET).getFirst());
    refused(ask(twice, grant), 400, "invalid_request");
  }

  @Test
  void grantsTheScopesAskedForAndIgnoresOfflineAccess() {
    var reply = askInBody("scope", "api:aip-agents-read  offline_access");
    assertThat(text(reply, "scope")).isEqualTo("api:aip-agents-read");
    assertThat(body(reply).get("refresh_token")).isEmpty();
    assertThat(text(askInBody("scope", "offline_access"), "scope")).contains("api:read-data");
    refused(askInBody("scope", "api:aip-agents-read nonsense"), 400, "invalid_scope");
  }

  @Test
  void refusesAClientThatIsNotWhoItSays() {
    var grant = form("grant_type", "client_credentials");
    for (var login : List.of(basic(CLIENT, "wrong"), basic("nobody", SECRET), List.of("Basic !"))) {
      var reply = ask(login, grant);
      refused(reply, 401, "invalid_client");
      assertThat(reply.headers().get("WWW-Authenticate")).startsWith("Basic");
    }
    for (var login :
        List.of("", "&client_id=nobody", "&client_id=nobody&client_secret=%C3%A4&x=1")) {
      var reply = ask(List.of(), grant + login);
      refused(reply, 401, "invalid_client");
      assertThat(reply.headers()).doesNotContainKey("WWW-Authenticate");
    }
    refused(ask(List.of("Bearer x"), grant), 401, "invalid_client");
  }

  @Test
  void refusesFormsItCannotRead() {
    refused(askInBody("scope", "a", "scope", "a"), 400, "invalid_request");
    refused(ask(List.of(), "grant_type=%zz"), 400, "invalid_request");
    refused(ask(List.of(), ""), 400, "invalid_request");
    refused(ask(List.of(), "x=1&".repeat(200)), 400, "invalid_request");
  }

  @Test
  void refusesGrantTypesItDoesNotKnowAndThoseAClientMayNotUse() {
    for (var type : List.of("implicit", "password")) {
      refused(ask(basic(CLIENT, SECRET), form("grant_type", type)), 400, "unsupported_grant_type");
    }
    for (var type : List.of("authorization_code", "refresh_token")) {
      refused(ask(basic(CLIENT, SECRET), form("grant_type", type)), 400, "invalid_request");
    }
    save("browser-only", Set.of(GrantType.AUTHORIZATION_CODE), Scopes.ALL);
    refused(
        ask(basic("browser-only", "x"), form("grant_type", "client_credentials")),
        400,
        "unauthorized_client");
  }

  @Test
  void refusesAScopeThatIsNotThisClients() {
    save("reader", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of(Scopes.AGENTS_READ));
    var grant = form("grant_type", "client_credentials");
    assertThat(text(ask(basic("reader", "x"), grant), "scope")).isEqualTo(Scopes.AGENTS_READ);
    refused(
        ask(basic("reader", "x"), grant + "&scope=" + Scopes.AGENTS_WRITE), 400, "invalid_scope");
  }

  private void save(String id, Set<GrantType> grants, Set<String> scopes) {
    var secret = identity.hasher.hash(SecretHasher.Use.CLIENT_SECRET, "x");
    var client = new OAuthClient(new ClientId(id), id, secret, grants, scopes, List.of());
    identity.rows.clients().save(client, identity.clock.instant());
  }

  @Test
  void revokesItsOwnTokenAndSaysNothingAboutOthers() {
    var token = text(askInBody(), "access_token");
    assertThat(identity.authenticate.byToken(token)).isNotNull();
    save("stranger", Set.of(GrantType.CLIENT_CREDENTIALS), Scopes.ALL);
    assertThat(revoke(basic("stranger", "x"), "token", token).status()).isEqualTo(200);
    assertThat(identity.authenticate.byToken(token)).isNotNull();

    var reply = revoke(basic(CLIENT, SECRET), "token", token, "token_type_hint", "access_token");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isNull();
    assertThatThrownBy(() -> identity.authenticate.byToken(token))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("revoked");
    assertThat(revoke(basic(CLIENT, SECRET), "token", "unknown").status()).isEqualTo(200);
    assertThat(revoke(basic(CLIENT, SECRET), "token", "user-token").status()).isEqualTo(200);
    assertThat(identity.authenticate.byToken("user-token").admin()).isTrue();
  }

  private TokenReply revoke(List<String> authorization, String... fields) {
    return endpoint.revoke(new TokenRequest(Optional.of(TYPE), authorization, form(fields)));
  }

  @Test
  void refusesToRevokeForAnybodyElse() {
    refused(revoke(basic(CLIENT, "wrong"), "token", "x"), 401, "invalid_client");
    refused(revoke(List.of(), "token", "x"), 401, "invalid_client");
    refused(revoke(List.of(), "token", "x", "client_id", CLIENT), 401, "invalid_client");
    refused(revoke(basic(CLIENT, SECRET)), 400, "invalid_request");
    var inBody = revoke(List.of(), "token", "x", "client_id", CLIENT, "client_secret", SECRET);
    assertThat(inBody.status()).isEqualTo(200);
  }

  @Test
  void throttlesWrongSecretsWithoutLockingTheClientOut() {
    save("guessed", Set.of(GrantType.CLIENT_CREDENTIALS), Scopes.ALL);
    var grant = form("grant_type", "client_credentials");
    for (int i = 0; i < 10; i++) {
      refused(ask(basic("guessed", "no" + i), grant), 401, "invalid_client");
    }
    var reply = ask(basic("guessed", "no"), grant);
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers()).containsEntry("Retry-After", "60");
    assertThat(ask(basic("guessed", "x"), grant).status()).isEqualTo(200);
    identity.turn(Duration.ofSeconds(60));
    refused(ask(basic("guessed", "no"), grant), 401, "invalid_client");
  }

  @Test
  void keepsNoTokenInClear() throws SQLException {
    var token = text(askInBody(), "access_token");
    assertThat(identity.dump()).contains("access_token ").doesNotContain(token, SECRET);
  }
}
