package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NeedsChromium
final class RefsTest {
  private static final Listing.Look CHANGES = new Listing.Look(true, false, 12_000);
  @RegisterExtension static final Fixture CHROME = new Fixture();

  static int button(Listing listing, String item) {
    var lines = listing.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"" + item + "\"")) {
        return Integer.parseInt(lines.get(i + 2).replaceFirst(".*\\[(\\d+)] button.*", "$1"));
      }
    }
    throw new AssertionError(item + " is not in\n" + listing.text());
  }

  private static int number(String line) {
    return Integer.parseInt(line.replaceFirst(".*\\[(\\d+)].*", "$1"));
  }

  @Test
  void keepsNumbersWhenTheListIsRenderedAnew() {
    var tab = CHROME.open("rerender");
    var before = tab.look().text();
    tab.main("redraw()");
    assertThat(tab.look().text()).isEqualTo(before);
  }

  @Test
  void keepsNumbersOfRowsThatMoveDown() {
    var tab = CHROME.open("rerender");
    int bee = button(tab.look(), "Bee");
    tab.main("addOnTop()");
    var after = tab.look();
    assertThat(button(after, "Bee")).isEqualTo(bee);
    assertThat(after.text()).contains("* [11] item \"New3\"").contains("\n[4] item \"Bee\"");
  }

  @Test
  void findsTheSameRowOfARenderingThatCameAfterTheLook() {
    var tab = CHROME.open("rerender");
    int bee = button(tab.look(), "Bee");
    tab.main("addOnTop()");
    tab.press(bee);
    Fixture.await(() -> CHROME.site().told("rerender").contains("delete Bee"));
  }

  @Test
  void refusesANumberWhoseRowIsGone() {
    var tab = CHROME.open("rerender");
    int bee = button(tab.look(), "Bee");
    tab.main("items.splice(1,1);redraw()");
    assertThat(tab.ask("parley.locate(" + bee + ")").text("state")).isEqualTo("gone");
    assertThat(tab.ask("parley.locate(4711)").text("state")).isEqualTo("unknown");
  }

  @Test
  void refusesANumberWhoseNodeNowShowsAnotherRow() {
    var tab = CHROME.open("virtual");
    var listing = tab.look();
    var row =
        listing.text().lines().dropWhile(line -> !line.contains("\"Row 3\"")).skip(1).findFirst();
    int ref = Integer.parseInt(row.orElseThrow().replaceFirst(".*\\[(\\d+)].*", "$1"));
    tab.main("v.scrollTop=6000;lay()");
    assertThat(tab.ask("parley.locate(" + ref + ")").text("state")).isEqualTo("changed");
    assertThat(tab.look().text()).contains("Row 203").doesNotContain("[" + ref + "]");
  }

  @Test
  void givesNoNumberTwice() {
    var tab = CHROME.open("rerender");
    var numbers = tab.look().text().lines().filter(line -> line.contains("["));
    int next = numbers.mapToInt(RefsTest::number).max().orElseThrow() + 1;
    tab.open(CHROME.site().url("table"));
    assertThat(tab.look().text()).contains("[" + next + "] ").doesNotContain("[1] ");
  }

  @Test
  void showsOnlyWhatChangedWhenAsked() {
    var tab = CHROME.open("shop");
    tab.look();
    tab.main("q.value='LoRa';document.querySelector('.grid').children[1].remove()");
    var changes = tab.look(CHANGES);
    assertThat(changes.changesOnly()).isTrue();
    assertThat(changes.text())
        .contains("textbox \"Search parts\" value=\"LoRa\"")
        .contains("no longer shown: [11] [12]")
        .doesNotContain("ESP32-S9");
    assertThat(tab.look(CHANGES).text()).contains("nothing changed since the last look");
  }

  @Test
  void showsTheWholeWhenThatIsShorter() {
    var tab = CHROME.open("rerender");
    tab.look();
    tab.open(CHROME.site().url("dead"));
    var listing = tab.look(CHANGES);
    assertThat(listing.changesOnly()).isFalse();
    assertThat(listing.text()).contains("button \"Does nothing\"").doesNotContain("* [");
  }
}
