package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages that hang, crash, ask and redirect while somebody acts. */
@Timeout(30)
@NeedsChromium
final class TrapsTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  @Test
  void goesOnThroughDialogs() {
    var visit = SITE.open("dialogs");
    assertThat(visit.press("button \"Alert\"").text()).contains("dialog alert \"hello alert\"");
    assertThat(visit.press("button \"Confirm\"").text()).contains("dialog confirm \"really?\"");
    assertThat(visit.press("button \"Prompt\"").text()).contains("answered with \"Bob\"");
    assertThat(visit.press("button \"Print\"").outcome()).isNotEqualTo(Outcome.UNKNOWN);
    Fixture.await(() -> visit.told("dialogs").contains("printed"));
    assertThat(visit.told("dialogs")).contains("alerted", "confirm true", "prompt Bob");
  }

  @Test
  void leavesAPageThatAsksToStay() {
    var visit = SITE.open("dialogs");
    visit.press("button \"Arm unload\"");
    var result = visit.press("link \"Leave\"");
    assertThat(result.text()).contains("dialog beforeunload", "/shop");
    assertThat(result.changed()).isTrue();
  }

  @Test
  void goesFromAPageThatAsksToStay() {
    var visit = SITE.open("dialogs");
    visit.press("button \"Arm unload\"");
    var result = visit.act(new Action.GoTo(SITE.site().url("shop")));
    assertThat(result.text()).contains("dialog beforeunload", "/shop");
  }

  @Test
  void closesAPageThatAsksToStayWithoutAsking() {
    var visit = SITE.open("tabs");
    visit.act(new Action.OpenTab(SITE.site().url("dialogs")));
    visit.press("button \"Arm unload\"");
    var closed = visit.act(new Action.CloseTab(2));
    assertThat(closed.text()).contains("current is tab 1").doesNotContain("beforeunload");
    visit.open(SITE.site().url("dialogs"));
    visit.press("button \"Arm unload\"");
    var chromium = visit.session.context().chromium();
    int contexts = chromium.contexts();
    visit.close();
    assertThat(chromium.contexts()).isLessThan(contexts);
    assertThat(chromium.isOpen()).isTrue();
  }

  @Test
  void doesNotWaitForAPickerOfFiles() {
    var visit = SITE.open("upload");
    var result = visit.press("Drop zone");
    assertThat(result.outcome()).isNotEqualTo(Outcome.UNKNOWN);
    assertThat(visit.look().text()).contains("Drop zone");
    visit.act(new Action.Upload(visit.ref("Drop zone"), "note.txt", Path.of("pom.xml")));
    Fixture.await(() -> visit.told("upload").contains("aborted AbortError"));
  }

  @Test
  void looksOrdinaryInWorkersOfAllKinds() {
    var visit = SITE.open("agents");
    Fixture.await(() -> visit.told("agents").size() >= 6);
    assertThat(visit.told("agents"))
        .noneMatch(told -> told.contains("Headless"))
        .anyMatch(told -> told.startsWith("Page Mozilla"))
        .anyMatch(told -> told.startsWith("Frame Mozilla"))
        .anyMatch(told -> told.startsWith("DedicatedWorker Mozilla"))
        .anyMatch(told -> told.startsWith("Nested Mozilla"))
        .anyMatch(told -> told.startsWith("SharedWorker Mozilla"))
        .anyMatch(told -> told.startsWith("ServiceWorker Mozilla"));
  }

  @Test
  void actsInATabThatOthersCover() {
    var visit = SITE.open("tabs");
    visit.press("link \"New tab\"");
    visit.act(new Action.SwitchTab(1));
    var frames = "new Promise(done=>requestAnimationFrame(()=>requestAnimationFrame(()=>done(2))))";
    assertThat(visit.main(frames)).isEqualTo("2");
    assertThat(visit.session.screenshot(60, new Cancel()).bytes()).startsWith(0xFF, 0xD8);
    assertThat(visit.press("button \"Popup\"").text()).contains("opened by tab 1");
    visit.act(new Action.SwitchTab(1));
    assertThat(visit.look().tabs()).extracting(Listing.Tab::opener).containsExactly(0, 1, 1);
  }

  @Test
  void endsDialogsWithoutEnd() {
    var visit = SITE.open("dialogs");
    var result = visit.press("button \"Endless alerts\"");
    assertThat(result.text()).contains("keeps opening dialogs");
    assertThat(visit.open(SITE.site().url("shop")).look().text()).contains("Search parts");
  }

  @Test
  void doesNotHangWithThePage() {
    var visit = SITE.open("loop");
    var result = visit.press("button \"Hang\"");
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.text()).contains("does not respond");
    assertThat(visit.look().text()).contains("button \"Hang\"");
  }

  @Test
  void doesNotWaitForAServerThatSaysNothing() {
    var visit = SITE.open("loop");
    long begin = System.nanoTime();
    var result = visit.press("link \"Silent server\"");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(13));
    assertThat(result.text()).contains("loading was stopped");
    assertThat(visit.look().text()).contains("Silent server");
  }

  @Test
  void survivesACrashWhileItActs() {
    var visit = SITE.open("slow");
    int ref = visit.ref("button \"Slow\"");
    var page = visit.tab().page();
    Thread.ofVirtual()
        .start(() -> {
          Fixture.await(() -> visit.told("slow").contains("pressed"));
          page.send(new dev.parley.chrome.cdp.Page.Crash());
        });
    var result = visit.press(ref);
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.text()).contains("crashed");
    assertThat(visit.look().text()).contains("button \"Slow\"");
  }

  @Test
  void followsPopupsAlsoThoseThatAlert() {
    var visit = SITE.open("tabs");
    assertThat(visit.press("button \"Alerting popup\"").text()).contains("opened by tab 1");
    Fixture.await(() -> visit.text().contains("after alert"));
    visit.act(new Action.SwitchTab(1));
    visit.press("button \"Many popups\"");
    assertThat(visit.look().tabs().size()).isLessThanOrEqualTo(Bounds.TABS);
  }

  @Test
  void saysThatATabHasClosed() {
    var visit = SITE.open("tabs");
    visit.press("button \"Popup\"");
    visit.main("document.body.innerHTML='<button onclick=window.close()>Close me</button>'");
    var result = visit.press("Close me");
    assertThat(result.text()).contains("closed");
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(visit.look().tabs()).hasSize(1);
  }

  @Test
  void keepsDownloadsThatAPressBegins() throws IOException {
    var visit = SITE.open("downloads");
    var report = visit.press("link \"Report\"");
    assertThat(report.downloads()).hasSize(1);
    assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    assertThat(report.text())
        .contains("downloaded \"report.csv\"")
        .doesNotContain("nothing changed");
    assertThat(Files.readString(report.downloads().getFirst().file())).isEqualTo("a,b\n1,2\n");
    assertThat(visit.press("button \"Blob\"").text()).contains("downloaded \"blob.txt\"");
    assertThat(visit.press("link \"Late\"").text()).contains("downloaded \"late-name.txt\"");
    var evil = visit.press("link \"Evil\"").downloads();
    assertThat(evil).hasSize(1);
    assertThat(evil.getFirst().suggestedName()).doesNotContain("/", "\u202e");
    assertThat(visit.press("link \"PDF\"").downloads()).hasSize(1);
    assertThat(visit.press("link \"Endless\"").text()).contains("exceeds");
    assertThat(visit.look().url()).endsWith("/downloads");
  }

  @Test
  void saysThatASiteWantsAPassword() {
    var visit = SITE.visit();
    var result = visit.act(new Action.GoTo(SITE.site().url("basic")));
    assertThat(result.text()).contains("wants a user name and password");
    var pressed = SITE.open("loop").press("link \"Locked\"");
    assertThat(pressed.text()).contains("wants a user name and password");
  }

  @Test
  void tellsADownloadThatIsNotWholeYet() {
    var visit = SITE.open("downloads");
    var result = visit.press("link \"Slow\"");
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.text()).contains("download \"slow.bin\" in progress: 65536 bytes");
    assertThat(visit.press("link \"Report\"").text()).contains("downloaded \"report.csv\"");
  }

  @Test
  void cannotBeBlindedByThePage() {
    var visit = SITE.open("clobber");
    visit.press("button \"Real button\"");
    assertThat(visit.type("hint=\"children\"", "typed").outcome()).isEqualTo(Outcome.DONE);
    assertThat(visit.look().text()).contains("value=\"typed\"");
  }

  @Test
  void actsOnTwentyThousandNodes() {
    var visit = SITE.open("many?n=20000");
    int ref = visit.ref("link \"open 1\"");
    var result = visit.press(ref);
    assertThat(result.text()).contains("HTTP status 404", "item?n=1");
  }

  @Test
  void keepsAnEndlesslyPollingPageFast() {
    var visit = SITE.open("polling");
    Fixture.await(() -> SITE.site().requests().contains("/silent"));
    long begin = System.nanoTime();
    visit.press("button \"Press\"");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(visit.told("polling")).isEqualTo(List.of("pressed"));
  }
}
