package dev.parley.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.UserId;
import dev.parley.login.Cookie.Reach;
import dev.parley.login.Cookie.SameSite;
import dev.parley.login.KeepLogins.Outcome;
import dev.parley.login.LoginIndex.Entry;
import dev.parley.postgres.Database;
import dev.parley.postgres.LoginRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.problem.ProblemException;
import dev.parley.publicsuffix.PublicSuffixList;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Logins in a real database, really sealed. */
class KeepLoginsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final Sealer SEALER =
      new Vault(ServerKey.load("A".repeat(43) + "=", Path.of("unused"), true)).sealer();
  private static final Origin SHOP = Origin.of("https://www.shop.example");
  private static final Origin APP = Origin.of("https://app.shop.example");
  private static final String VALUE = "s3ss10n-of-ann";

  private Instant now = Instant.parse("2026-03-01T10:00:00.5Z");
  private final LoginRows rows = new LoginRows(DATABASE, () -> now);
  private final KeepLogins logins = new KeepLogins(rows, SEALER, new PublicSuffixList(), () -> now);
  private final UserId ann = UserId.random();
  private final UserId bob = UserId.random();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Cookie cookie(String name, String value, @Nullable Double expires) {
    var reach = new Reach("shop.example", false, "/");
    return new Cookie(name, value, reach, true, true, SameSite.LAX, expires);
  }

  private static Cookie cookie(String name, String value) {
    return cookie(name, value, null);
  }

  private static Login kept(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Kept.class);
    return ((Outcome.Kept) outcome).login();
  }

  @Test
  void keepsALoginUntilItIsReplacedOrDeleted() {
    assertThat(logins.find(ann, SHOP)).isEmpty();
    var first = kept(logins.add(ann, SHOP, List.of(cookie("a", VALUE, 2e9), cookie("b", ""))));
    assertThat(first.cookies()).containsExactly(cookie("a", VALUE, 2e9), cookie("b", ""));
    assertThat(logins.find(ann, SHOP)).contains(first);
    assertThat(first.toString() + first.cookies()).doesNotContain(VALUE);

    now = now.plusSeconds(60);
    var second = kept(logins.put(ann, SHOP, List.of(cookie("c", "new"))));
    assertThat(second.cookies()).containsExactly(cookie("c", "new"));
    assertThat(second.created()).isEqualTo(first.created());
    assertThat(second.updated()).isEqualTo(now);
    assertThat(logins.find(ann, SHOP)).contains(second);

    assertThat(logins.delete(ann, SHOP)).isTrue();
    assertThat(logins.delete(ann, SHOP)).isFalse();
    assertThat(logins.find(ann, SHOP)).isEmpty();
    assertThat(kept(logins.put(ann, SHOP, List.of())).created()).isEqualTo(now);
  }

  @Test
  void keepsOneOfAnOriginHoweverManyComeAtOnce() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> save = () -> logins.add(ann, SHOP, List.of(cookie("a", VALUE)));
      var outcomes =
          threads.invokeAll(Collections.nCopies(8, save)).stream().map(Future::resultNow).toList();
      assertThat(outcomes).filteredOn(Outcome.Kept.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Outcome.Taken.class::isInstance).hasSize(7);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    assertThat(rows.list(ann)).hasSize(1);
  }

  @Test
  void showsNothingToAnotherUser() {
    kept(logins.add(ann, SHOP, List.of(cookie("a", VALUE))));
    assertThat(logins.find(bob, SHOP)).isEmpty();
    assertThat(logins.usable(bob).cookies()).isEmpty();
    assertThat(logins.delete(bob, SHOP)).isFalse();
    assertThat(logins.deleteAll(bob)).isZero();
    kept(logins.add(bob, SHOP, List.of(cookie("a", "bob's"))));
    kept(logins.put(bob, SHOP, List.of(cookie("a", "bob's other"))));
    assertThat(logins.find(ann, SHOP).orElseThrow().cookies()).containsExactly(cookie("a", VALUE));
    assertThat(logins.deleteAll(bob)).isOne();
    assertThat(logins.find(ann, SHOP)).isPresent();
  }

  @Test
  void sealsForOwnerAndOrigin() {
    kept(logins.add(ann, SHOP, List.of(cookie("a", VALUE))));
    var sealed = rows.find(ann, SHOP).orElseThrow().sealed();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(VALUE, "shop");
    var _ = rows.put(new Entry(bob, SHOP, sealed, 1), 9);
    var _ = rows.put(new Entry(ann, APP, sealed, 1), 9);
    assertThatThrownBy(() -> logins.find(bob, SHOP)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> logins.find(ann, APP)).isInstanceOf(SealBroken.class);
    assertThat(logins.usable(ann).cookies()).containsExactly(cookie("a", VALUE));
    assertThat(logins.usable(ann).unreadable()).containsExactly(APP);
    assertThat(logins.add(ann, APP, List.of())).isEqualTo(new Outcome.Taken());
    kept(logins.put(ann, APP, List.of(cookie("b", "anew"))));
    assertThat(logins.usable(ann).unreadable()).isEmpty();
  }

  @Test
  void handsOutWhatIsStillGoodAsItWasSavedLast() {
    double past = now.getEpochSecond();
    kept(
        logins.add(
            ann, SHOP, List.of(cookie("a", "old"), cookie("gone", "x", past), cookie("s", "1"))));
    now = now.plusSeconds(1);
    kept(logins.add(ann, APP, List.of(cookie("a", "new"), cookie("t", "2", past + 1.75))));
    assertThat(logins.usable(ann).cookies())
        .containsExactlyInAnyOrder(
            cookie("a", "new"), cookie("s", "1"), cookie("t", "2", past + 1.75));
    now = now.plusSeconds(1);
    kept(logins.put(ann, SHOP, List.of(cookie("a", "newest"))));
    assertThat(logins.usable(ann).cookies()).containsExactly(cookie("a", "newest"));
    assertThat(logins.deleteAll(ann)).isEqualTo(2);
    assertThat(logins.usable(ann).cookies()).isEmpty();
  }

  @Test
  void keepsNoMoreOfAUserThanABrowserWould() {
    var many = IntStream.range(0, 500).mapToObj(i -> cookie("c" + i, "v")).toList();
    for (int site = 0; site < 6; site++) {
      kept(logins.add(ann, Origin.of("https://s" + site + ".shop.example"), many));
    }
    assertThat(logins.add(ann, SHOP, List.of(cookie("a", "b")))).isEqualTo(new Outcome.Full(3000));
    assertThat(logins.put(ann, SHOP, List.of(cookie("a", "b")))).isEqualTo(new Outcome.Full(3000));
    var last = Origin.of("https://s5.shop.example");
    assertThat(logins.add(ann, last, List.of())).isEqualTo(new Outcome.Taken());
    kept(logins.put(ann, last, List.of(cookie("a", "b"))));
    kept(logins.add(ann, SHOP, List.of(cookie("a", "b"))));
    kept(logins.add(bob, SHOP, many));
  }

  @Test
  void changesNothingWhenACookieIsRefused() {
    kept(logins.add(ann, SHOP, List.of(cookie("a", VALUE))));
    var foreign =
        new Cookie("x", "y", new Reach("else.example", false, "/"), true, true, SameSite.LAX, null);
    assertThatThrownBy(() -> logins.put(ann, SHOP, List.of(cookie("a", "new"), foreign)))
        .isInstanceOf(ProblemException.class);
    assertThat(logins.find(ann, SHOP).orElseThrow().cookies()).containsExactly(cookie("a", VALUE));
  }

  /** Rows outlive the code that wrote them. */
  @Test
  void readsWhatWasWrittenBefore() {
    var written =
        "{\"cookies\":[{\"name\":\"a\",\"value\":\"b\",\"reach\":{\"domain\":\"shop.example\","
            + "\"hostOnly\":false,\"path\":\"/p\"},\"secure\":true,\"httpOnly\":false,"
            + "\"sameSite\":\"NO_RESTRICTION\",\"expires\":1793203127.25},"
            + "{\"name\":\"c\",\"value\":\"d\",\"reach\":{\"domain\":\"www.shop.example\","
            + "\"hostOnly\":true,\"path\":\"/\"},\"secure\":false,\"httpOnly\":true,"
            + "\"sameSite\":\"UNSPECIFIED\"}]}";
    var use = "login/" + ann + "/https://www.shop.example";
    var sealed = SEALER.seal(written.getBytes(StandardCharsets.UTF_8), use);
    var _ = rows.add(new Entry(ann, SHOP, sealed, 2), 9);
    assertThat(logins.find(ann, SHOP).orElseThrow().cookies())
        .containsExactly(
            new Cookie(
                "a",
                "b",
                new Reach("shop.example", false, "/p"),
                true,
                false,
                SameSite.NO_RESTRICTION,
                1793203127.25),
            new Cookie(
                "c",
                "d",
                new Reach("www.shop.example", true, "/"),
                false,
                true,
                SameSite.UNSPECIFIED,
                null));
    var opened = kept(logins.put(ann, SHOP, logins.find(ann, SHOP).orElseThrow().cookies()));
    var again = SEALER.open(rows.find(ann, opened.origin()).orElseThrow().sealed(), use);
    assertThat(new String(again, StandardCharsets.UTF_8))
        .isEqualTo(written.replace("1793203127.25", "1.79320312725E9"));
  }
}
