package dev.parley.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.postgres.RecentBearers;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.ProblemException;
import dev.parley.vault.LocalToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticateTest {
  private final TestIdentity identity = new TestIdentity();
  private UserId admin = UserId.random();
  private OAuthClient client =
      new OAuthClient(new ClientId("none"), "", null, Set.of(), Set.of(), List.of());

  @BeforeEach
  void bootstrap() {
    admin =
        identity
            .bootstrap
            .run(
                new BootstrapSettings(
                    null, null, null, "fixed", TestIdentity.CLIENT, TestIdentity.SECRET, null))
            .administrator()
            .id();
    client = identity.rows.clients().find(new ClientId(TestIdentity.CLIENT)).orElseThrow();
  }

  @AfterEach
  void close() {
    identity.close();
  }

  private String token(String... scopes) {
    var grant = identity.issue.clientCredentials(client, Set.of(scopes));
    return ((TokenGrant.Granted) grant).token();
  }

  private void refused(String token, Refusal refusal) {
    assertThatThrownBy(() -> identity.authenticate.byToken(token))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> assertThat(thrown.problem()).isEqualTo(new CredentialsRefused(refusal)));
  }

  @Test
  void knowsAClientsTokenAsItsServiceUserLimitedToItsScopes() {
    var caller = identity.authenticate.byToken(token(Scopes.AGENTS_READ));
    assertThat(caller.kind()).isEqualTo(Caller.Kind.SERVICE);
    assertThat(caller.client()).isEqualTo(client.id());
    assertThat(caller.admin()).isFalse();
    assertThat(caller.may(Scopes.AGENTS_READ)).isTrue();
    assertThat(caller.may(Scopes.AGENTS_WRITE)).isFalse();
    assertThat(identity.authenticate.byToken(token()).user()).isEqualTo(caller.user());
    assertThat(identity.rows.users().find(caller.user()).orElseThrow().name())
        .isEqualTo(TestIdentity.CLIENT);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refused("unknown", Refusal.INVALID);
    refused("", Refusal.INVALID);
    refused("x".repeat(100_000), Refusal.INVALID);
  }

  @Test
  void tellsAnExpiredTokenUntilItIsSweptLongAfter() {
    var token = token();
    identity.turn(Duration.ofSeconds(3599));
    assertThat(identity.authenticate.byToken(token).client()).isEqualTo(client.id());
    identity.turn(Duration.ofSeconds(1));
    refused(token, Refusal.EXPIRED);

    var sweep = new SweepTokens(identity.rows.tokens(), identity.rows.consents(), identity.clock);
    assertThat(sweep.sweep(10)).isZero();
    identity.turn(Duration.ofDays(1).plusSeconds(1));
    assertThat(sweep.sweep(10)).isEqualTo(1);
    identity.recent.forgetAll();
    refused(token, Refusal.INVALID);
  }

  @Test
  void refusesARevokedTokenAtOnceThoughItWasRemembered() {
    var token = token();
    assertThat(identity.authenticate.byToken(token)).isNotNull();
    identity.revoke.revoke(client, token);
    refused(token, Refusal.REVOKED);
  }

  @Test
  void leavesTheTokensOfOthersToThem() {
    var token = token();
    var other = new OAuthClient(new ClientId("other"), "", null, Set.of(), Set.of(), List.of());
    identity.revoke.revoke(other, token);
    identity.revoke.revoke(client, "fixed");
    identity.recent.forgetAll();
    assertThat(identity.authenticate.byToken(token)).isNotNull();
    assertThat(identity.authenticate.byToken("fixed").user()).isEqualTo(admin);
  }

  @Test
  void asksTheDatabaseOnceForATokenItRemembers() {
    var asked = new AtomicInteger();
    Bearers counting =
        hash -> {
          asked.incrementAndGet();
          return identity.rows.bearers().find(hash);
        };
    var cached = new RecentBearers(counting);
    var authenticate = new Authenticate(identity.hasher, cached, identity.clock);
    for (int i = 0; i < 20; i++) {
      authenticate.byToken("fixed");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void takesNoApiKeyForABearerToken() {
    var issued = identity.keys.create(admin, UserKey.Kind.API_KEY, "scripts");
    refused(issued.secret(), Refusal.INVALID);
    refused(TestIdentity.SECRET, Refusal.INVALID);
  }

  @Test
  void refusesEverythingOfADisabledUserAtOnce() {
    var carol = identity.users.create("carol", null, false, null).user();
    var token = identity.keys.create(carol.id(), UserKey.Kind.TOKEN, "").secret();
    assertThat(identity.authenticate.byToken(token).admin()).isFalse();
    assertThat(identity.users.disable("carol")).isTrue();
    refused(token, Refusal.REVOKED);
    assertThat(identity.users.enable("Carol")).isTrue();
    assertThat(identity.authenticate.byToken(token).user()).isEqualTo(carol.id());
  }

  @Test
  void acceptsTheCommandLinesTokenOfThisStartAndRemovesItsFile(@TempDir Path data)
      throws Exception {
    var user = identity.rows.users().find(admin).orElseThrow();
    Path file = data.resolve("cli.token");
    String token;
    try (var local = new LocalToken(identity.hasher, user, identity.recent)) {
      local.publish(data, "http://127.0.0.1:8080");
      var lines = Files.readAllLines(file);
      assertThat(lines.getFirst()).isEqualTo("http://127.0.0.1:8080");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      token = lines.get(1);
      var caller = new Authenticate(identity.hasher, local, identity.clock).byToken(token);
      assertThat(caller.user()).isEqualTo(admin);
      assertThat(caller.admin()).isTrue();
      assertThat(identity.dump()).doesNotContain(token);
    }
    assertThat(file).doesNotExist();
    refused(token, Refusal.INVALID);
  }
}
