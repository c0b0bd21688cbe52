package dev.parley.chrome.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NeedsChromium
final class ActingTest {
  @RegisterExtension static final Chrome CHROME = new Chrome();

  private static String member(JsonObject object, String name) {
    return object.get(name).orElseThrow().toString();
  }

  @Test
  void pressesInsideInnerScrollersAfterScrollingThem() {
    var tab = CHROME.open("scrollers");
    tab.main("document.querySelectorAll('#a button')[40].scrollIntoView()");
    int ref = Tab.ref(tab.look(), "\"Mail 40\"");
    tab.main("a.scrollTop=0");
    tab.press(ref);
    Chrome.await(() -> CHROME.site().told("scrollers").contains("mail 40"));
  }

  @Test
  void namesWhatCoversAndHowToCloseIt() {
    var tab = CHROME.open("overlay");
    var listing = tab.look();
    var reach = tab.press(Tab.ref(listing, "Buy now"));
    assertThat(member(reach, "hit")).isEqualTo("false");
    var by = Wire.object(reach, "by");
    assertThat(by.text("name")).hasValue("Cookie notice");
    assertThat(Wire.array(by, "ways").toString())
        .contains("\"ref\":" + Tab.ref(listing, "Accept all"));
    tab.press(Tab.ref(listing, "Accept all"));
    tab.press(Tab.ref(listing, "Buy now"));
    Chrome.await(() -> CHROME.site().told("overlay").equals(List.of("accepted", "buy")));
  }

  @Test
  void pressesWhatAFixedHeaderWouldCover() {
    var tab = CHROME.open("header");
    tab.main("scrollTo(0,1400)");
    int ref = Tab.ref(tab.look(), "Under header");
    tab.main("scrollTo(0,1490)");
    tab.press(ref);
    Chrome.await(() -> CHROME.site().told("header").contains("under"));
  }

  @Test
  void noticesATargetThatWasCoveredMeanwhile() {
    var tab = CHROME.open("overlay-late?ms=100000");
    int ref = Tab.ref(tab.look(), "Buy now");
    var point = Wire.array(tab.ask("parley.reach(" + ref + ")"), "point");
    var place = ref + "," + point.getFirst() + "," + point.getLast();
    assertThat(member(tab.ask("parley.recheck(" + place + ")"), "hit")).isEqualTo("true");
    tab.main(
        "document.body.insertAdjacentHTML('beforeend','<div style=\"position:fixed;inset:0\">')");
    assertThat(member(tab.ask("parley.recheck(" + place + ")"), "hit")).isEqualTo("false");
  }

  @Test
  void seesThatAPressHadNoEffectThoughAClockRuns() {
    var tab = CHROME.open("dead");
    var listing = tab.look();
    Chrome.await(() -> Integer.parseInt(tab.main("clock.textContent")) > 12);
    assertThat(effect(tab, Tab.ref(listing, "Does nothing"))).isEqualTo("false");
    assertThat(effect(tab, Tab.ref(listing, "Ripples"))).isEqualTo("false");
    assertThat(effect(tab, Tab.ref(listing, "Does something"))).isEqualTo("true");
    assertThat(effect(tab, Tab.ref(listing, "Toggles"))).isEqualTo("true");
  }

  private static String effect(Tab tab, int ref) {
    tab.world("parley.quiet()");
    tab.world("parley.before()");
    tab.press(ref);
    tab.world("parley.settled(150, 500)");
    return member(tab.ask("parley.after()"), "changed");
  }

  @Test
  void showsWhatAppeared() {
    var tab = CHROME.open("portal");
    int ref = Tab.ref(tab.look(), "Choose colour");
    tab.world("parley.before()");
    tab.press(ref);
    assertThat(Wire.array(tab.ask("parley.after()"), "appeared").toString()).contains("Green");
    assertThat(tab.look().text()).contains("* [2] clickable \"Red\"");
  }

  @Test
  void waitsForASpinnerButNotForWhatMovesForEver() {
    var spa = CHROME.open("spa");
    spa.press(Tab.ref(spa.look(), "Load orders"));
    spa.world("parley.settled(150, 3000)");
    assertThat(spa.look().text()).contains("text \"Order 2\"");
    var moving = CHROME.open("animate");
    assertThat(member(moving.ask("parley.settled(150, 5000)"), "capped")).isEqualTo("false");
  }

  @Test
  void pressesInFramesOfTheSameOrigin() {
    var tab = CHROME.open("frames");
    var lines = tab.look().text().lines().filter(line -> line.contains("Inner button")).toList();
    tab.press(Integer.parseInt(lines.getFirst().replaceFirst(".*\\[(\\d+)].*", "$1")));
    Chrome.await(
        () -> CHROME.site().told("frames").isEmpty() && !CHROME.site().told("inner").isEmpty());
    assertThat(CHROME.site().told("inner")).containsExactly("inner 127.0.0.1 ");
  }

  @Test
  void pressesInClosedShadowRoots() {
    var tab = CHROME.open("shadow");
    tab.press(Tab.ref(tab.look(), "Innermost button"));
    Chrome.await(() -> CHROME.site().told("shadow").contains("innermost"));
  }

  @Test
  void setsAndChoosesAsAPersonWould() {
    var tab = CHROME.open("forms");
    var listing = tab.look();
    tab.world("parley.setValue(" + Tab.ref(listing, "date \"Date\"") + ",'2026-03-04')");
    tab.world("parley.choose(" + Tab.ref(listing, "\"Pick\"") + ",'Two')");
    tab.world("parley.choose(" + Tab.ref(listing, "\"Many\"") + ",'One')");
    tab.world("parley.choose(" + Tab.ref(listing, "\"Many\"") + ",'Three')");
    assertThat(tab.look().text())
        .contains("date \"Date\" value=\"2026-03-04\"")
        .contains("\"Pick\" value=\"Two\"")
        .contains("\"Many\" value=\"One, Three\"");
    Chrome.await(() -> CHROME.site().told("forms").contains("change m"));
  }

  @Test
  void readsAllTextInReadingOrder() {
    var text = CHROME.open("scrollers").ask("parley.text(100000)").text("text").orElseThrow();
    assertThat(text)
        .contains("Mail 49", "far right", "bottom of page")
        .doesNotContain("clippedaway");
    assertThat(CHROME.open("table").ask("parley.text(1000)").text("text").orElseThrow())
        .contains("ESP32\t4.90 €\t12\tAdd");
  }
}
