package dev.parley.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloseAccountTest {
  private final TestIdentity identity = new TestIdentity();
  private final Users users = identity.rows.users();
  private final List<UserId> removed = new ArrayList<>();
  private int portions = 1;

  /** What somebody has, in so many portions; fails while it is told to. */
  private boolean fails;

  private final CloseAccount closing =
      new CloseAccount(users, identity.recent, List.of(this::removeSome), identity.clock);

  private boolean removeSome(UserId owner) {
    if (fails) {
      throw new IllegalStateException("the database is gone");
    }
    removed.add(owner);
    return removed.size() >= portions;
  }

  @AfterEach
  void close() {
    identity.close();
  }

  private UserId carol() {
    return identity.users.create("carol", null, false, null).user().id();
  }

  private void pass(Duration time) {
    identity.turn(time);
  }

  @Test
  void acceptsNothingOfTheUsersAnyMore() {
    var carol = carol();
    var token = identity.keys.create(carol, UserKey.Kind.TOKEN, "t").secret();
    var key = identity.keys.create(carol, UserKey.Kind.API_KEY, "k").secret();
    assertThat(identity.authenticate.byToken(token).user()).isEqualTo(carol);
    assertThat(identity.authenticateKey.byApiKey(key)).isPresent();
    assertThat(closing.close(carol)).isTrue();
    assertThatThrownBy(() -> identity.authenticate.byToken(token))
        .isInstanceOf(ProblemException.class);
    assertThat(identity.authenticateKey.byApiKey(key)).isEmpty();
    assertThat(users.find(carol)).isEmpty();
    assertThat(identity.users.find("carol")).isEmpty();
    assertThat(identity.users.list(null, 10)).isEmpty();
    assertThat(identity.users.enable(carol.toString())).isFalse();
    assertThatThrownBy(() -> identity.keys.create(carol, UserKey.Kind.API_KEY, "late"))
        .isInstanceOf(ProblemException.class);
    assertThat(closing.close(carol)).isFalse();
  }

  @Test
  void removesAllTheUserHadPortionByPortionAndTouchesNobodyElse() throws Exception {
    var dave = identity.users.create("dave", null, false, null).user().id();
    var key = identity.keys.create(dave, UserKey.Kind.API_KEY, "k").secret();
    var carol = carol();
    portions = 3;
    assertThat(closing.close(carol)).isTrue();
    assertThat(removed).containsExactly(carol, carol, carol);
    assertThat(identity.authenticateKey.byApiKey(key)).isPresent();
    assertThat(identity.dump()).doesNotContain("carol").contains("dave");
  }

  @Test
  void givesTheNameToWhoeverComesNext() {
    var first = carol();
    assertThat(closing.close(first)).isTrue();
    assertThat(carol()).isNotEqualTo(first);
  }

  @Test
  void keepsTheRowUntilNobodyRemembersTheAccountAndSweepsOnceMore() throws Exception {
    var carol = carol();
    var _ = identity.keys.create(carol, UserKey.Kind.API_KEY, "k");
    assertThat(closing.close(carol)).isTrue();
    assertThat(closing.sweep(10)).isZero();
    assertThat(identity.dump()).contains(carol.toString());
    pass(Duration.ofSeconds(61));
    portions = removed.size() + 2;
    assertThat(closing.sweep(10)).as("something is left").isZero();
    assertThat(closing.sweep(10)).isOne();
    assertThat(identity.dump()).doesNotContain(carol.toString());
    assertThat(closing.sweep(10)).isZero();
  }

  @Test
  void goesOnWhereAFailureHasCutItOff() {
    var carol = carol();
    fails = true;
    assertThat(closing.close(carol)).isTrue();
    assertThat(users.find(carol)).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(closing.sweep(10)).isZero();
    fails = false;
    assertThat(closing.sweep(10)).isOne();
    assertThat(removed).containsExactly(carol);
  }

  @Test
  void closesNoServiceAndNobodyThereIsNot() {
    var service = identity.rows.clients().serviceUser(new ClientId("a"), identity.clock.instant());
    assertThat(closing.close(service.id())).isFalse();
    assertThat(closing.close(UserId.random())).isFalse();
    assertThat(removed).isEmpty();
    assertThat(users.find(service.id())).isPresent();
  }

  @Test
  void letsTheNextStartMakeAnAdministratorInThePlaceOfTheLast() {
    var settings = new BootstrapSettings("root", "long enough", null, null, null, null, null);
    var first = identity.bootstrap.run(settings);
    var token = secret(first, Bootstrapped.What.TOKEN);
    var caller = identity.authenticate.byToken(token);
    assertThat(closing.close(caller.user())).isTrue();
    assertThat(users.administrators()).isZero();

    var second = identity.bootstrap.run(settings);
    assertThat(second.administrator().id()).isNotEqualTo(caller.user());
    assertThat(second.administrator().name()).isEqualTo("root");
    var fresh = identity.authenticate.byToken(secret(second, Bootstrapped.What.TOKEN));
    assertThat(fresh.admin()).isTrue();
    assertThat(fresh.user()).isEqualTo(second.administrator().id());
    assertThatThrownBy(() -> identity.authenticate.byToken(token))
        .isInstanceOf(ProblemException.class);
  }

  private static String secret(Bootstrapped made, Bootstrapped.What what) {
    return made.fresh().stream()
        .filter(credential -> credential.what() == what)
        .findFirst()
        .orElseThrow()
        .value();
  }
}
