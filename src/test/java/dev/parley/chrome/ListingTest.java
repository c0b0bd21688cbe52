package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NeedsChromium
final class ListingTest {
  @RegisterExtension static final Fixture CHROME = new Fixture();

  private static String text(String page) {
    return CHROME.open(page).look().text();
  }

  @Test
  void showsStatesAndValuesButNoPassword() {
    assertThat(text("states"))
        .contains("textbox \"Name\" value=\"Ada \\\"L\\\"\" required focused")
        .contains("password \"Password\" filled")
        .doesNotContain("hunter2secret")
        .contains("checkbox \"News\" checked")
        .contains("radio \"Large\" checked")
        .contains("checkbox \"Accept terms\" checked")
        .contains("combobox \"Size\" value=\"M\" options=\"S\",\"M\",\"L\"")
        .contains("listbox \"Toppings\" value=\"Cheese, Corn\" multiple")
        .contains("value=\"first line\\nsecond line\"")
        .contains("\"Fixed\" value=\"fix\" readonly")
        .contains("button \"Off\" disabled")
        .contains("button \"Menu\" collapsed")
        .contains("tab \"One\" selected")
        .contains("slider \"Zoom\" value=\"40\" min=\"0\" max=\"100\" at ")
        .contains("textbox \"Editor\" multiline value=\"Hello rich text\"")
        .contains("alert \"Card declined\"")
        .contains("text \"Just words joined.\"");
  }

  @Test
  void showsNothingUnpainted() {
    assertThat(text("states")).doesNotContain("ghost").doesNotContain("more below");
  }

  @Test
  void hintsAtWhatHasNoName() {
    assertThat(text("icons"))
        .contains("button \"Trash\"")
        .contains("button hint=\"Settings\"")
        .contains("button hint=\"print-page.png\"")
        .contains("button hint=\"gear.png\"")
        .contains("button \"★\"")
        .contains("button hint=\"btn close-panel\"")
        .contains("button hint=\"only-id\"")
        .contains("button hint=\"Download\"")
        .contains("button hint=\"icon-upload\"");
  }

  @Test
  void tellsEqualNamesApartByIconOrColour() {
    assertThat(text("icons"))
        .contains("button \"Do\" hint=\"edit.png\"")
        .contains("button \"Do\" hint=\"remove.png\"")
        .contains("button \"Pick\" color=\"red\"")
        .contains("text \"Word\" color=\"purple\"");
  }

  @Test
  void numbersWhatListensWithoutLookingLikeIt() {
    assertThat(text("icons"))
        .containsPattern("\\[\\d+] clickable \"plain listener\"")
        .containsPattern("\\[\\d+] clickable color=\"teal\" hint=\"bordered\" at ")
        .containsPattern("\\[\\d+] item \"Second\"")
        .containsPattern("\\[\\d+] handle .*at ")
        .containsPattern("\\[\\d+] draggable \"Drag me\" at ");
  }

  @Test
  void showsPaintedBoxesSoThatTheyCanBeCounted() {
    assertThat(text("icons").lines().filter(line -> line.contains("box color=\"gold\"")))
        .hasSize(3);
    assertThat(text("icons").lines().filter(line -> line.contains("box color=\"navy\"")))
        .hasSize(4);
  }

  @Test
  void showsShapesAndCanvasesWithTheirPlaces() {
    assertThat(text("draw"))
        .contains("svg at 8,8 300×150")
        .contains("circle fill=\"red\" at 28,28 40×40")
        .contains("polygon fill=\"green\" at 168,28 80×40")
        .containsPattern("canvas \"Signature\" at \\d+,\\d+ 202×102");
  }

  @Test
  void showsPlacesOfAllWhenAsked() {
    var tab = CHROME.open("table");
    assertThat(tab.look().text()).doesNotContain(" at ");
    var lines = tab.look(new Listing.Look(false, true, 12_000)).text().lines();
    assertThat(lines.filter(line -> line.contains("["))).allMatch(line -> line.contains(" at "));
  }

  @Test
  void showsRowsWithTheirCellsAndButtons() {
    assertThat(text("table"))
        .contains("row \"ESP32\" \"4.90 €\" \"12\" \"\"\n  [1] button \"Add\"")
        .contains("row \"\" \"19.00 €\" \"\" \"\"\n  [2] link \"LoRa kit\"\n  [3] button \"Add\"")
        .contains("text \"Row one\"\n  [4] button \"x\"")
        .contains("[6] clickable \"Card Body words\"\n  [7] button \"Inside\"")
        .contains("group \"Pay by\"\n  [8] radio \"Card\"\n  [9] radio \"Invoice\" checked");
  }

  @Test
  void looksIntoOpenAndClosedShadowRoots() {
    assertThat(text("shadow"))
        .contains("open text", "Open button", "closed text", "Closed button", "light child")
        .contains("Innermost button", "Plain host button", "Declared button");
  }

  @Test
  void looksIntoFramesOfBothHosts() {
    var text = text("frames");
    assertThat(text.lines().filter(line -> line.contains("button \"Inner button\""))).hasSize(3);
    assertThat(text).contains("  text \"Inside 127.0.0.1\"", "    text \"Inside localhost\"");
    var numbers = text.lines().filter(line -> line.contains("[")).map(ListingTest::number).toList();
    assertThat(numbers).doesNotHaveDuplicates();
  }

  private static String number(String line) {
    return line.replaceFirst(".*\\[(\\d+)].*", "$1");
  }

  @Test
  void foldsWhatScrollersClip() {
    assertThat(text("scrollers"))
        .contains("scroller \"Inbox\" scroll 0 of 1400 with 46 more lines")
        .contains("  [5] button \"Mail 3\"")
        .contains("text \"visible\"")
        .doesNotContain("clippedaway", "Mail 10")
        .contains("sideways with 1 more lines")
        .contains("more below: 2 lines, scroll_down");
  }

  @Test
  void cannotBeBlindedByThePage() {
    assertThat(text("clobber"))
        .contains("textbox value=\"c1\" hint=\"children\"")
        .contains("text \"Truth stays\"", "button \"Real button\"", "button \"Send\"")
        .doesNotContain("stolen");
  }

  @Test
  void letsNoPageForgeALine() {
    var tab = CHROME.open("inject");
    var text = tab.look().text();
    assertThat(text.lines()).noneMatch(line -> line.matches("\\s*(\\* )?\\[99\\d].*"));
    assertThat(text.lines().filter(line -> line.startsWith("---"))).hasSize(2);
    assertThat(text.lines().skip(1)).first().asString().startsWith("page \"Inject ");
    assertThat(text).doesNotContain("\u2028", "\u202e", "\u200b", "\u0085");
  }

  @Test
  void saysWhatIsCovered() {
    assertThat(text("overlay"))
        .contains("button \"Buy now\" covered")
        .contains(
            "dialog \"Cookie notice\"\n  text \"We use cookies\"\n  [2] button \"Accept all\"");
  }

  @Test
  void keepsAnOrdinaryPageShort() {
    for (var page : new String[] {"shop", "article", "states", "forms"}) {
      var listing = CHROME.open(page).look();
      assertThat(listing.text().length()).isLessThan(6_000);
    }
  }
}
