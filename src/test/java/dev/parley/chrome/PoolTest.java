package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsChromium
@Timeout(120)
@NullUnmarked
class PoolTest {
  private static final Cancel NEVER = new Cancel();

  private final TestSite site = new TestSite();
  private final TestGates gates = new TestGates(site);
  private Path folder;
  private Pool pool;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("pool");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void stop() throws IOException {
    pool.close();
    gates.close();
    site.close();
    assertThat(folder).isEmptyDirectory();
    Files.delete(folder);
  }

  private void pool(int sessions, int perChromium, int warm, long recycleMemory) {
    pool =
        new Pool(
            new ChromeSettings(
                Fixture.settings().executable(),
                null,
                sessions,
                perChromium,
                warm,
                Duration.ofHours(1),
                recycleMemory,
                folder),
            gates,
            SessionSpec.Policy.PUBLIC);
  }

  private static SessionSpec isolated() {
    var spec = ChromeSessionTest.spec();
    return new SessionSpec(
        spec.viewport(), spec.locale(), spec.timezone(), null, spec.policy(), true, 1000, null);
  }

  private BrowserSession open() {
    return pool.open(ChromeSessionTest.spec(), NEVER);
  }

  private static Chromium chromium(BrowserSession session) {
    return ((ChromeSession) session).context().chromium();
  }

  private static void kill(Chromium chromium) {
    ProcessHandle.of(chromium.pid()).orElseThrow().destroyForcibly();
  }

  private String welcome(BrowserSession session) {
    session.act(new Action.GoTo(site.url("/")), NEVER);
    return session.text(100, NEVER);
  }

  @Test
  void sharesABrowserUntilItIsFull() {
    pool(5, 2, 0, Long.MAX_VALUE);
    var first = open();
    var second = open();
    var third = open();
    assertThat(chromium(first)).isSameAs(chromium(second)).isNotSameAs(chromium(third));
    assertThat(pool.load().browsers()).isEqualTo(2);
  }

  @Test
  void givesAnIsolatedSessionAProcessOfItsOwn() {
    pool(5, 5, 0, Long.MAX_VALUE);
    var shared = open();
    var own = pool.open(isolated(), NEVER);
    var another = open();
    assertThat(chromium(own)).isNotSameAs(chromium(shared));
    assertThat(chromium(another)).isSameAs(chromium(shared));
    var mine = chromium(own);
    own.close();
    assertThat(mine.isOpen()).isFalse();
    ChromeSessionTest.await(() -> pool.load().browsers() == 1);
  }

  @Test
  void losesOnlyTheSessionsOfABrowserThatIsKilled() {
    pool(5, 1, 0, Long.MAX_VALUE);
    var doomed = open();
    var other = open();
    kill(chromium(doomed));
    assertThatThrownBy(
            () -> {
              doomed.act(new Action.GoTo(site.url("/")), NEVER);
              doomed.act(new Action.GoTo(site.url("/")), NEVER);
            })
        .isInstanceOfSatisfying(
            BrowserFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(BrowserFailure.Kind.BROWSER_GONE));
    assertThat(doomed.isOpen()).isFalse();
    assertThat(welcome(other)).isEqualTo("# Welcome\n");
    doomed.close();
    assertThat(welcome(open())).isEqualTo("# Welcome\n");
  }

  @Test
  void keepsContextsWarmAndReplacesThem() {
    pool(5, 5, 2, Long.MAX_VALUE);
    pool.warmUp();
    ChromeSessionTest.await(() -> pool.load().warm() == 2);
    assertThat(welcome(open())).isEqualTo("# Welcome\n");
    ChromeSessionTest.await(() -> pool.load().warm() == 2);
    assertThat(pool.load().sessions()).isEqualTo(1);
  }

  @Test
  void recyclesABrowserThatHasGrownTooBig() {
    pool(5, 5, 1, 1);
    var first = open();
    var old = chromium(first);
    var second = open();
    assertThat(chromium(second)).isNotSameAs(old);
    assertThat(welcome(first)).isEqualTo("# Welcome\n");
    first.close();
    ChromeSessionTest.await(() -> !old.isOpen());
  }

  @Test
  void refusesToWorkAfterItsEnd() {
    pool(5, 5, 0, Long.MAX_VALUE);
    var session = open();
    session.close();
    assertThatThrownBy(() -> session.checkpoint(NEVER))
        .isInstanceOfSatisfying(
            BrowserFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(BrowserFailure.Kind.CLOSED));
  }

  @Test
  void saysWhatToInstallWhenThereIsNoBrowser() {
    pool =
        new Pool(
            new ChromeSettings(
                folder.resolve("nothing"), null, 1, 1, 1, Duration.ofHours(1), 1, folder),
            gates,
            SessionSpec.Policy.PUBLIC);
    pool.warmUp();
    assertThat(pool.hindrance().orElseThrow()).contains("chromium-headless-shell");
    assertThatThrownBy(this::open)
        .isInstanceOf(BrowserFailure.class)
        .hasMessageContaining("PARLEY_CHROMIUM");
    assertThat(pool.load().sessions()).isZero();
  }

  @Test
  void makesSessionsWaitForAPlace() throws InterruptedException {
    pool(1, 5, 0, Long.MAX_VALUE);
    var first = open();
    var second = Thread.ofVirtual().start(() -> open().close());
    ChromeSessionTest.await(() -> pool.load().waiting() == 1);
    first.close();
    second.join();
    assertThat(pool.load().sessions()).isZero();
  }

  @Test
  void disposesOfContexts() {
    pool(5, 5, 0, Long.MAX_VALUE);
    var stays = open();
    var goes = open();
    goes.close();
    var targets = chromium(stays).browser().call(new Target.GetTargets(), Bounds.COMMAND, NEVER);
    assertThat(targets).hasSize(1);
    assertThat(gates.open()).isEqualTo(1);
    assertThat(stays.act(new Action.GoTo(site.url("/")), NEVER).outcome()).isEqualTo(Outcome.DONE);
  }
}
