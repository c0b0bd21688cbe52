package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pressing, and what is said of it. */
@Timeout(30)
@NeedsChromium
final class ActingTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  @Test
  void pressesInsideInnerScrollersAfterScrollingThem() {
    var visit = SITE.open("scrollers");
    visit.main("document.querySelectorAll('#a button')[40].scrollIntoView()");
    int ref = visit.ref("\"Mail 40\"");
    visit.main("a.scrollTop=0");
    visit.press(ref);
    Fixture.await(() -> visit.told("scrollers").contains("mail 40"));
  }

  @Test
  void namesWhatCoversAndHowToCloseIt() {
    var visit = SITE.open("overlay");
    var listing = visit.look();
    int close = Visit.ref(listing, "Accept all");
    var result = visit.press(Visit.ref(listing, "Buy now"));
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text())
        .contains("is covered by", "Cookie notice", "[" + close + "] \"Accept all\"");
    visit.press(close);
    visit.press(Visit.ref(listing, "Buy now"));
    Fixture.await(() -> visit.told("overlay").equals(List.of("accepted", "buy")));
  }

  @Test
  void pressesWhatAFixedHeaderWouldCover() {
    var visit = SITE.open("header");
    visit.main("scrollTo(0,1400)");
    int ref = visit.ref("Under header");
    visit.main("scrollTo(0,1490)");
    visit.press(ref);
    Fixture.await(() -> visit.told("header").contains("under"));
  }

  @Test
  void keepsAPressFromWhatComesUnderThePointer() {
    var visit = SITE.open("overlay-late?ms=100000");
    int ref = visit.ref("Buy now");
    visit.main(
        """
        document.querySelector('button').addEventListener('mouseenter', () =>
          document.body.insertAdjacentHTML('beforeend',
            '<div style="position:fixed;inset:0;background:#fff" onclick="tell(`wrong`)">Trap'))\
        """);
    var result = visit.press(ref);
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text()).contains("is covered by", "Trap");
    assertThat(visit.told("overlay-late")).isEmpty();
  }

  @Test
  void seesThatAPressHadNoEffectThoughAClockRuns() {
    var visit = SITE.open("dead");
    var listing = visit.look();
    Fixture.await(() -> Integer.parseInt(visit.main("clock.textContent")) > 12);
    assertThat(visit.press(Visit.ref(listing, "Does nothing")).outcome())
        .isEqualTo(Outcome.NO_EFFECT);
    assertThat(visit.press(Visit.ref(listing, "Ripples")).outcome()).isEqualTo(Outcome.NO_EFFECT);
    var live = visit.press(Visit.ref(listing, "Does something"));
    assertThat(live.outcome()).isEqualTo(Outcome.DONE);
    assertThat(live.text()).contains("text is now: \"after\"");
    assertThat(visit.press(Visit.ref(listing, "Toggles")).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void showsTheNewLinesOfADropDown() {
    var visit = SITE.open("portal");
    var result = visit.press("Choose colour");
    assertThat(result.changed()).isTrue();
    assertThat(result.text()).containsPattern("\\* \\[\\d+] clickable \"Green\"");
    visit.press("clickable \"Green\"");
    Fixture.await(() -> visit.told("portal").contains("chose Green"));
  }

  @Test
  void waitsForASpinnerButNotForWhatMovesForEver() {
    var spa = SITE.open("spa");
    var result = spa.press("Load orders");
    assertThat(result.text()).contains("/spa?orders", "Order 2");
    var moving = SITE.open("animate");
    long begin = System.nanoTime();
    moving.press("Slide");
    assertThat(System.nanoTime() - begin).isLessThan(1_500_000_000L);
  }

  @Test
  void tellsWhereALinkLed() {
    var visit = SITE.open("tabs");
    var result = visit.press("link \"New tab\"");
    assertThat(result.text()).contains("tab 2 opened by tab 1");
    assertThat(result.changed()).isTrue();
    assertThat(visit.look().url()).endsWith("/inner");
    var login = SITE.open("account");
    assertThat(login.press("Please log in").text()).contains("/login");
  }

  @Test
  void pressesInFramesOfBothHosts() {
    var visit = SITE.open("frames");
    var buttons =
        visit.look().text().lines().filter(line -> line.contains("Inner button")).toList();
    for (var line : buttons) {
      visit.press(Integer.parseInt(line.replaceFirst(".*\\[(\\d+)].*", "$1")));
    }
    Fixture.await(() -> visit.told("inner").size() == 3);
    assertThat(visit.told("inner"))
        .containsExactly("inner 127.0.0.1 ", "inner localhost ", "inner localhost ");
  }

  @Test
  void typesInFramesOfBothHosts() {
    var visit = SITE.open("frames");
    var lines = visit.look().text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("Inner field")) {
        visit.act(new Action.InputText(number(lines.get(i)), "hello " + i));
        visit.press(number(lines.get(i + 1)));
        int typed = i;
        Fixture.await(
            () -> visit.told("inner").stream().anyMatch(told -> told.endsWith("hello " + typed)));
      }
    }
    assertThat(visit.told("inner")).hasSize(3);
  }

  private static int number(String line) {
    return Integer.parseInt(line.replaceFirst(".*\\[(\\d+)].*", "$1"));
  }

  @Test
  void usesFramesOfAnotherOriginInTheSameProcess() {
    var visit = SITE.open("origins");
    visit.act(new Action.ScrollToText("Inner field"));
    var lines = visit.look().text().lines().filter(line -> line.contains("Inner ")).toList();
    assertThat(lines).hasSize(4);
    for (int i = 0; i < 4; i += 2) {
      visit.act(new Action.InputText(number(lines.get(i)), "typed " + i));
      visit.press(number(lines.get(i + 1)));
    }
    Fixture.await(() -> visit.told("inner").size() == 2);
    assertThat(visit.told("inner"))
        .containsExactly("inner 127.0.0.1 typed 0", "inner 127.0.0.1 typed 2");
    assertThat(visit.tab().frames().worlds().stream().map(Frames.FrameWorld::session).distinct())
        .hasSize(1);
  }

  @Test
  void namesAnOverlayThatComesLate() {
    var visit = SITE.open("overlay-late?ms=100000");
    int buy = visit.ref("Buy now");
    visit.open(SITE.site().url("overlay-late?ms=1"));
    Fixture.await(() -> visit.main("document.body.innerText").contains("Subscribe"));
    assertThat(visit.press(buy).outcome()).isEqualTo(Outcome.REFUSED);
    var result = visit.press("Buy now");
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text()).contains("is covered by", "Subscribe", "\"Close\"");
    visit.press("\"Close\"");
    visit.press("Buy now");
    Fixture.await(() -> visit.told("overlay-late").equals(List.of("closed", "buy")));
  }

  @Test
  void pressesInClosedShadowRoots() {
    var visit = SITE.open("shadow");
    visit.press("Innermost button");
    visit.press("Closed button");
    visit.press("Declared button");
    Fixture.await(() -> visit.told("shadow").equals(List.of("innermost", "closed", "declared")));
  }

  @Test
  void refusesARowThatIsGoneAndFindsOneThatMoved() {
    var visit = SITE.open("rerender");
    var listing = visit.look();
    int bee = RefsTest.button(listing, "Bee");
    visit.main("addOnTop()");
    visit.press(bee);
    Fixture.await(() -> visit.told("rerender").contains("delete Bee"));
    var result = visit.press(bee);
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text()).contains("no longer on the page", "look again");
    assertThat(visit.press(4711).text()).contains("is no element of this page");
  }

  @Test
  void refusesANumberWhoseNodeShowsAnotherRowNow() {
    var visit = SITE.open("virtual");
    var lines = visit.look().text().lines().dropWhile(line -> !line.contains("\"Row 3\""));
    int pick = number(lines.skip(1).findFirst().orElseThrow());
    visit.main("v.scrollTop=6000");
    Fixture.await(() -> visit.main("document.body.innerText").contains("Row 203"));
    var result = visit.press(pick);
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text()).contains("is not what it was");
    assertThat(visit.told("virtual")).isEmpty();
  }

  @Test
  void pressesTwice() {
    var visit = SITE.open("clicks");
    visit.act(new Action.Click(visit.ref("Press me"), 2));
    Fixture.await(() -> visit.told("clicks").contains("dblclick 2"));
    visit.act(new Action.Click(visit.ref("Press me"), 3));
    Fixture.await(() -> visit.told("clicks").contains("click 3"));
  }

  @Test
  void pressesPointsOfCanvasesAndShapes() {
    var visit = SITE.open("draw");
    visit.press("polygon");
    Fixture.await(() -> visit.told("draw").contains("shape polygon"));
    var box = visit.ask("parley.locate(" + visit.ref("canvas \"Signature\"") + ")").numbers("box");
    var point = new Action.Point(box.get(0) + 41, box.get(1) + 31);
    assertThat(visit.act(new Action.ClickAt(point, 1)).text()).contains("at ", "canvas");
    Fixture.await(() -> visit.told("draw").contains("canvas 40,30"));
  }

  @Test
  void seesWhatHoveringShowsByStyleAlone() {
    var visit = SITE.open("hover");
    var result = visit.act(new Action.Hover(visit.ref("Products")));
    assertThat(result.text()).contains("link \"Sensors\"");
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    visit.press("link \"Sensors\"");
    Fixture.await(() -> visit.told("hover").contains("sensors"));
    var idle = visit.act(new Action.Hover(visit.ref("Plain button")));
    assertThat(idle.outcome()).isEqualTo(Outcome.NO_EFFECT);
  }

  @Test
  void isAtRestAtOnceAfterAPlainChange() {
    var visit = SITE.open("counter");
    int ref = visit.ref("button \"Count\"");
    visit.press(ref);
    // the machine may be busy for a while; waiting for quiet would make all of them slow
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      visit.press(ref);
      quickest = Math.min(quickest, System.nanoTime() - begin);
    }
    assertThat(visit.main("n")).isEqualTo("6");
    assertThat(quickest).isLessThan(120_000_000L);
  }

  @Test
  void waitsForAnAnswerThatComesLater() {
    var visit = SITE.open("counter");
    assertThat(visit.press("Fetch").text()).contains("Berlin");
  }
}
