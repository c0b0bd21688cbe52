package dev.parley.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManageTest {
  private final TestIdentity identity = new TestIdentity();

  @AfterEach
  void close() {
    identity.close();
  }

  private UserId carol() {
    return identity.users.create("carol", null, false, null).user().id();
  }

  @Test
  void makesAPersonWithAGeneratedOrAGivenPassword() {
    var carol = identity.users.create("carol", null, false, null);
    var dave = identity.users.create("dave", null, true, "long enough");
    assertThat(dave.generated()).isNull();
    assertThat(carol.generated()).hasSizeGreaterThanOrEqualTo(43);
    var hash = identity.rows.users().passwordHash(carol.user().id()).orElseThrow();
    assertThat(hash).startsWith("$argon2id$");
    assertThat(identity.passwords.matches(requireNonNull(carol.generated()), hash)).isTrue();
    assertThat(identity.users.list(null, 10))
        .extracting(User::name)
        .containsExactly("carol", "dave");
    assertThat(identity.users.list("Carol", 10)).extracting(User::name).containsExactly("dave");
  }

  @Test
  void refusesNamesAndPasswordsThatDoNotFit() {
    carol();
    for (var name : List.of("", " ", "-x", "a b", "Carol", "x".repeat(101), "é")) {
      assertThatThrownBy(() -> identity.users.create(name, null, false, null))
          .isInstanceOf(ProblemException.class);
    }
    assertThatThrownBy(() -> identity.users.create("dave", null, false, "too short"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("10");
    assertThat(identity.users.list(null, 10)).hasSize(1);
  }

  @Test
  void givesANewPassword() {
    var id = carol();
    var reset = identity.users.resetPassword("CAROL", null).orElseThrow();
    var hash = identity.rows.users().passwordHash(id).orElseThrow();
    assertThat(identity.passwords.matches(requireNonNull(reset.generated()), hash)).isTrue();
    assertThat(identity.users.resetPassword("nobody", null)).isEmpty();
  }

  @Test
  void keepsOneAdministrator() {
    var admin = identity.bootstrap.run(BootstrapSettings.NONE).administrator();
    assertThatThrownBy(() -> identity.users.disable("admin"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("last administrator");
    identity.users.create("second", null, true, null);
    assertThat(identity.users.disable("admin")).isTrue();
    assertThat(identity.rows.users().find(admin.id()).orElseThrow().disabled()).isNotNull();
    assertThat(identity.users.disable("nobody")).isFalse();
  }

  @Test
  void listsResetsAndRevokesTheKeysOfTheirOwnerAlone() throws SQLException {
    var carol = carol();
    var dave = identity.users.create("dave", null, false, null).user().id();
    var first = identity.keys.create(carol, UserKey.Kind.API_KEY, "laptop");
    assertThat(first.key().hint()).matches("sk-allyson-[0-9a-f]{3}\\.\\.\\.[0-9a-f]{4}");
    assertThat(identity.keys.revoke(dave, first.key().id())).isFalse();
    assertThat(identity.keys.reset(dave, first.key().id())).isEmpty();

    identity.turn(Duration.ofSeconds(1));
    var second = identity.keys.reset(carol, first.key().id()).orElseThrow();

    var listed = identity.keys.list(carol, UserKey.Kind.API_KEY);
    assertThat(listed).extracting(UserKey::id).containsExactly(second.key().id(), first.key().id());
    assertThat(listed).extracting(UserKey::label).containsOnly("laptop");
    assertThat(listed.getFirst().revoked()).isNull();
    assertThat(listed.getLast().revoked()).isNotNull();
    assertThat(identity.keys.reset(carol, first.key().id())).isEmpty();
    assertThat(identity.keys.list(carol, UserKey.Kind.TOKEN)).isEmpty();
    assertThat(identity.dump()).doesNotContain(first.secret(), second.secret());
    assertThat(second.toString()).doesNotContain(second.secret());
  }

  @Test
  void revokesATokenAtOnce() {
    var issued = identity.keys.create(carol(), UserKey.Kind.TOKEN, "x");
    var caller = identity.authenticate.byToken(issued.secret());
    assertThat(identity.keys.revoke(caller.user(), issued.key().id())).isTrue();
    assertThatThrownBy(() -> identity.authenticate.byToken(issued.secret()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("revoked");
    assertThat(identity.keys.revoke(caller.user(), issued.key().id())).isFalse();
  }

  @Test
  void refusesALabelOfSeveralLines() {
    var carol = carol();
    assertThatThrownBy(() -> identity.keys.create(carol, UserKey.Kind.TOKEN, "a\nb"))
        .isInstanceOf(ProblemException.class);
  }
}
