package dev.parley.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.UserId;
import dev.parley.identity.TestIdentity;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import dev.parley.profile.GlobalSettings.Given;
import dev.parley.secret.SealBroken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeepProfilesTest {
  private static final TestIdentity IDENTITY = new TestIdentity();
  private static final Profiles PROFILES = new KeepProfiles(IDENTITY.profiles(), IDENTITY.sealer);

  private final UserId owner = UserId.random();

  @AfterAll
  static void close() {
    IDENTITY.close();
  }

  private static Given given(String name, @Nullable String value) {
    return new Given(name, value, null);
  }

  private GlobalSettings save(Given... variables) {
    return PROFILES
        .change(owner, before -> before.with(before.globals().with(List.of(variables))))
        .globals();
  }

  private static JsonObject object(String json) {
    return (JsonObject) Json.parse(json.replace('\'', '"'));
  }

  @Test
  void isTheUsualOneUntilSomethingIsSet() {
    assertThat(PROFILES.of(owner)).isEqualTo(Profile.USUAL);
    var set = PROFILES.change(owner, Profile::shownAround);
    assertThat(set.onboarded()).isTrue();
    assertThat(set.updated()).isEqualTo(IDENTITY.clock.instant());
    assertThat(PROFILES.of(owner)).isEqualTo(set);
    assertThat(PROFILES.of(UserId.random())).isEqualTo(Profile.USUAL);
    PROFILES.remove(owner);
    assertThat(PROFILES.of(owner)).isEqualTo(Profile.USUAL);
  }

  @Test
  void isMadeOnceHoweverManyAskForIt() throws Exception {
    Callable<Boolean> request = () -> PROFILES.create(owner);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var made = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> request).toList());
      int times = 0;
      for (var each : made) {
        times += each.get() ? 1 : 0;
      }
      assertThat(times).isOne();
    }
  }

  @Test
  void losesNoChangeThatIsMadeAtTheSameTime() throws Exception {
    List<Callable<Profile>> changes =
        List.of(
            () -> PROFILES.change(owner, Profile::shownAround),
            () -> PROFILES.change(owner, p -> p.with(p.globals().with("Be quick"))),
            () -> PROFILES.change(owner, p -> p.with(p.notifications().changed(true, null, "x"))),
            () -> PROFILES.change(owner, p -> p.with(p.notifications().changed(true, null))));
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var each : threads.invokeAll(changes)) {
        assertThat(each.get()).isNotNull();
      }
    }
    var all = PROFILES.of(owner);
    assertThat(all.onboarded()).isTrue();
    assertThat(all.globals().details()).isEqualTo("Be quick");
    assertThat(all.notifications())
        .isEqualTo(new Notifications(true, true, true, "x", JsonObject.EMPTY));
  }

  @Test
  void leavesWhatIsNotSentAlone() {
    var subscription = object("{'endpoint':'https://push.example/1'}");
    var web = Notifications.USUAL.changed(true, subscription);
    var mobile = web.changed(true, null, "ExponentPushToken[x]");
    assertThat(mobile.changed(null, false, null))
        .isEqualTo(new Notifications(true, false, true, "ExponentPushToken[x]", subscription));
    assertThat(mobile.changed(false, (JsonObject) null).webSubscription()).isEqualTo(subscription);
    assertThat(mobile.changed(null, null, "").pushToken()).isNull();
    var _ = save(given("email", "a@b.c"));
    var changed = PROFILES.change(owner, p -> p.with(p.globals().with("Be quick"))).globals();
    assertThat(changed.variables()).containsExactly(new GlobalVariable("email", "a@b.c", false));
    assertThat(save().details()).isEqualTo("Be quick");
    assertThat(PROFILES.of(owner).globals().variables()).isEmpty();
  }

  @Test
  void keepsAValueThatIsOnlyEverWritten() {
    var card = new GlobalVariable("card", "4111", true);
    assertThat(save(new Given("card", "4111", true)).variables()).containsExactly(card);
    assertThat(save(given("card", "")).variables()).containsExactly(card);
    assertThat(save(given("card", null)).variables()).containsExactly(card);
    assertThat(save(new Given("card", "", false)).variables()).containsExactly(card);
    assertThat(save(given("card", "4242")).variables())
        .containsExactly(new GlobalVariable("card", "4242", true));
    assertThat(save(new Given("card", "5555", false)).variables())
        .containsExactly(new GlobalVariable("card", "5555", false));
    assertThat(save(given("card", "")).variables())
        .containsExactly(new GlobalVariable("card", "", false));
    assertThat(save(given("card", "1"), new Given("card2", null, true)).variables())
        .containsExactly(
            new GlobalVariable("card", "1", false), new GlobalVariable("card2", "", true));
  }

  @Test
  void standsInNoRowInClear() throws Exception {
    var _ = save(given("cardholder", "lovelace&1815"));
    var _ = PROFILES.change(owner, p -> p.with(p.globals().with("enchantress")));
    var _ = PROFILES.change(owner, p -> p.with(p.notifications().changed(true, null, "Expo[x]")));
    assertThat(IDENTITY.dump())
        .contains(owner.toString())
        .doesNotContain("lovelace", "cardholder", "enchantress", "Expo[x]");
    assertThat(PROFILES.of(owner).toString()).doesNotContain("lovelace", "Expo[x]");
  }

  @Test
  void opensForItsOwnerAlone() {
    var _ = save(given("a", "b"));
    var rows = IDENTITY.profiles();
    var stolen = rows.find(owner).orElseThrow().sealed();
    var thief = UserId.random();
    assertThat(rows.create(thief, stolen)).isTrue();
    assertThatThrownBy(() -> PROFILES.of(thief)).isInstanceOf(SealBroken.class);
  }

  @Test
  void refusesWhatIsTooMuchAndChangesNothing() {
    var before = save(given("a", "b"));
    for (var unfit :
        List.of(
            List.of(given("x".repeat(1001), "y")),
            List.of(given(" ", "y")),
            List.of(given("x", "y".repeat(10_001))),
            List.of(given("x", "y"), given("x", "z")),
            IntStream.range(0, 101).mapToObj(i -> given("x" + i, "y")).toList())) {
      assertThatThrownBy(() -> save(unfit.toArray(Given[]::new)))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("globalVariables");
    }
    assertThatThrownBy(() -> before.with("x".repeat(10_001)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("globalDetails");
    var long4097 = "x".repeat(4097);
    assertThatThrownBy(() -> Notifications.USUAL.changed(null, null, long4097))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(
            () -> Notifications.USUAL.changed(null, JsonObject.EMPTY.with("x", long4097)))
        .isInstanceOf(ProblemException.class);
    assertThat(PROFILES.of(owner).globals()).isEqualTo(before);
    assertThat(save(given("x".repeat(1000), "y".repeat(10_000))).variables()).hasSize(1);
  }

  @Test
  void movesItsTimeWithEachChange() {
    var _ = PROFILES.change(owner, Profile::shownAround);
    IDENTITY.turn(Duration.ofHours(1));
    assertThat(save().details()).isEmpty();
    assertThat(PROFILES.of(owner).updated()).isEqualTo(IDENTITY.clock.instant());
  }

  /** Rows outlive code: this text must be read for ever. */
  @Test
  void readsWhatWasWrittenBefore() {
    var kept =
        object(
            "{'onboarded':true,'notifications':{'mobile':true,'email':false,'web':true,"
                + "'pushToken':'Expo[x]','webSubscription':{'endpoint':'https://x'}},"
                + "'globals':{'variables':[{'name':'a','value':'b','writeOnly':true}],"
                + "'details':'c'}}");
    var profile =
        new Profile(
            true,
            new Notifications(true, false, true, "Expo[x]", object("{'endpoint':'https://x'}")),
            new GlobalSettings(List.of(new GlobalVariable("a", "b", true)), "c"),
            null);
    assertThat(Json.read(kept, Profile.class)).isEqualTo(profile);
    assertThat(Json.tree(profile)).isEqualTo(kept);
  }
}
