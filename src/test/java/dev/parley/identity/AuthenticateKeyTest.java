package dev.parley.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
class AuthenticateKeyTest {
  private final TestIdentity identity = new TestIdentity();
  private UserId carol = UserId.random();
  private UserId dave = UserId.random();

  @BeforeEach
  void makePeople() {
    carol = identity.users.create("carol", null, false, null).user().id();
    dave = identity.users.create("dave", null, true, null).user().id();
  }

  @AfterEach
  void close() {
    identity.close();
  }

  private Issued key(UserId owner, String label) {
    identity.turn(Duration.ofSeconds(1));
    return identity.keys.create(owner, UserKey.Kind.API_KEY, label);
  }

  @Test
  void letsAKeyActAsItsUser() {
    var one = identity.authenticateKey.byApiKey(key(carol, "one").secret()).orElseThrow();
    var two = identity.authenticateKey.byApiKey(key(carol, "two").secret()).orElseThrow();
    assertThat(one.caller().user()).isEqualTo(carol);
    assertThat(one.caller().admin()).isFalse();
    assertThat(two.caller()).isEqualTo(one.caller());
    assertThat(two.key()).isNotEqualTo(one.key());
    var other = identity.authenticateKey.byApiKey(key(dave, "").secret()).orElseThrow();
    assertThat(other.caller().admin()).isTrue();
  }

  @Test
  void knowsNeitherTokensNorNonsense() {
    var token = identity.keys.create(carol, UserKey.Kind.TOKEN, "").secret();
    for (var bad : List.of("", "sk-allyson-" + "0".repeat(48), token, "x".repeat(100_000))) {
      assertThat(identity.authenticateKey.byApiKey(bad)).isEmpty();
    }
  }

  @Test
  void refusesARevokedKeyAtOnceThoughItWasRemembered() {
    var issued = key(carol, "laptop");
    assertThat(identity.authenticateKey.byApiKey(issued.secret())).isPresent();
    var revoked = identity.keys.revoke(carol, UserKey.Kind.API_KEY, issued.key().id());
    assertThat(revoked.orElseThrow().revoked()).isEqualTo(identity.clock.instant());
    assertThat(identity.authenticateKey.byApiKey(issued.secret())).isEmpty();
    identity.turn(Duration.ofHours(1));
    assertThat(identity.keys.revoke(carol, UserKey.Kind.API_KEY, issued.key().id()))
        .isEqualTo(revoked);
  }

  @Test
  void refusesTheKeyOfADisabledUserAtOnce() {
    var secret = key(carol, "").secret();
    assertThat(identity.authenticateKey.byApiKey(secret)).isPresent();
    identity.users.disable("carol");
    assertThat(identity.authenticateKey.byApiKey(secret)).isEmpty();
    identity.users.enable("carol");
    assertThat(identity.authenticateKey.byApiKey(secret)).isPresent();
  }

  private @Nullable Instant used(Issued issued) {
    return identity.rows.keys().find(carol, issued.key().id()).orElseThrow().used();
  }

  @Test
  void notesTheLastUseOnceAMinuteBesideTheRequest() {
    var beside = new ArrayDeque<Runnable>();
    var uses = new NoteKeyUse(identity.rows.keys(), identity.clock, beside::add);
    var authenticate = new AuthenticateKey(identity.hasher, identity.recent, uses);
    var issued = key(carol, "");
    for (int i = 0; i < 5; i++) {
      assertThat(authenticate.byApiKey(issued.secret())).isPresent();
    }
    assertThat(used(issued)).isNull();
    assertThat(beside).hasSize(1);
    beside.remove().run();
    var first = identity.clock.instant();
    assertThat(used(issued)).isEqualTo(first);

    identity.turn(Duration.ofSeconds(59));
    assertThat(authenticate.byApiKey(issued.secret())).isPresent();
    assertThat(beside).isEmpty();
    identity.turn(Duration.ofSeconds(1));
    assertThat(authenticate.byApiKey(issued.secret())).isPresent();
    beside.remove().run();
    assertThat(used(issued)).isEqualTo(first.plusSeconds(60));
  }

  @Test
  void letsAKeyInThoughItsUseCannotBeWrittenDown() {
    var lost = new TestIdentity();
    var uses = new NoteKeyUse(lost.rows.keys(), identity.clock, Runnable::run);
    lost.close();
    var authenticate = new AuthenticateKey(identity.hasher, identity.recent, uses);
    assertThat(authenticate.byApiKey(key(carol, "").secret())).isPresent();
  }

  private KeyPage search(@Nullable Boolean live, String text, int page) {
    return identity.keys.search(carol, new KeySearch(UserKey.Kind.API_KEY, live, text, page, 2));
  }

  @Test
  void findsKeysByNameAndPreviewNewestFirstAPageAtATime() {
    var laptop = key(carol, "My Laptop");
    var server = key(carol, "server (100%_x)");
    var old = key(carol, "old laptop");
    var foreign = key(dave, "laptop of dave");
    identity.keys.create(carol, UserKey.Kind.TOKEN, "laptop token");
    identity.keys.revoke(carol, old.key().id());

    assertThat(search(null, "", 1).keys())
        .extracting(UserKey::id)
        .containsExactly(old.key().id(), server.key().id());
    assertThat(search(null, "", 2).keys())
        .extracting(UserKey::id)
        .containsExactly(laptop.key().id());
    assertThat(search(null, "", 3)).isEqualTo(new KeyPage(List.of(), 3));
    assertThat(search(null, "LAPTOP", 1).total()).isEqualTo(2);
    assertThat(search(true, "laptop", 1).keys())
        .extracting(UserKey::id)
        .containsExactly(laptop.key().id());
    assertThat(search(false, "", 1).keys()).extracting(UserKey::id).containsExactly(old.key().id());
    assertThat(search(null, "(100%_", 1).total()).isEqualTo(1);
    assertThat(search(null, "%", 1).total()).isEqualTo(1);
    var hint = laptop.key().hint();
    assertThat(search(null, hint.substring(hint.length() - 7), 1).keys())
        .extracting(UserKey::id)
        .containsExactly(laptop.key().id());
    assertThat(search(null, foreign.key().hint(), 1).total()).isZero();
  }

  @Test
  void renamesAndRevokesNothingOfOthersAndNoTokens() {
    var issued = key(carol, "laptop");
    var token = identity.keys.create(carol, UserKey.Kind.TOKEN, "token");
    var kind = UserKey.Kind.API_KEY;
    assertThat(identity.keys.rename(dave, kind, issued.key().id(), "mine")).isEmpty();
    assertThat(identity.keys.revoke(dave, kind, issued.key().id())).isEmpty();
    assertThat(identity.keys.rename(carol, kind, token.key().id(), "key")).isEmpty();
    assertThat(identity.keys.revoke(carol, kind, token.key().id())).isEmpty();
    assertThat(identity.authenticate.byToken(token.secret()).user()).isEqualTo(carol);
    assertThat(identity.keys.rename(carol, kind, issued.key().id(), "desk").orElseThrow().label())
        .isEqualTo("desk");
    assertThatThrownBy(() -> identity.keys.rename(carol, kind, issued.key().id(), "x".repeat(201)))
        .isInstanceOf(ProblemException.class);
  }
}
