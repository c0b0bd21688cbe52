package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Typing, keys, choosing and selecting. */
@Timeout(30)
@NeedsChromium
final class FieldsTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  @Test
  void fillsAFormOfEveryKind() {
    var visit = SITE.open("forms");
    visit.type("date \"Date\"", "2026-03-04");
    visit.type("time \"Time\"", "14:30");
    visit.type("color \"Colour\"", "#1a2b3c");
    visit.type("slider \"Range\"", "40");
    visit.type("spinbutton \"Count\"", "7");
    visit.type("textbox \"Text\"", "Ünïcode ☃ 🎉");
    visit.type("textbox \"Area\"", "one\ntwo");
    visit.act(new Action.SelectOption(visit.ref("\"Pick\""), "Two"));
    visit.act(new Action.SelectOption(visit.ref("\"Many\""), "One"));
    visit.act(new Action.SelectOption(visit.ref("\"Many\""), "Three"));
    visit.type("textbox \"Rich\"", "rich words");
    visit.press("button \"Send\"");
    Fixture.await(() -> visit.told("forms").stream().anyMatch(told -> told.startsWith("d=")));
    assertThat(visit.told("forms"))
        .contains(
            "d=2026-03-04&t=14:30&c=#1a2b3c&r=40&n=7&x=Ünïcode ☃ 🎉&a=one\ntwo&s=Two&m=One"
                + "&m=Three&e=rich words");
  }

  @Test
  void replacesWhatAFieldHeld() {
    var visit = SITE.open("shop");
    var result = visit.type("Search parts", "LoRa");
    assertThat(result.text()).contains("has the value \"LoRa\"");
    assertThat(visit.main("q.value")).isEqualTo("LoRa");
    assertThat(visit.type("Search parts", "LoRa").text()).contains("it held this already");
    visit.type("Search parts", "");
    assertThat(visit.main("q.value.length")).isEqualTo("0");
  }

  @Test
  void saysWhatAFieldDoesNotTake() {
    var visit = SITE.open("forms");
    var date = visit.type("date \"Date\"", "4th of March");
    assertThat(date.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(date.text()).contains("2026-01-31");
    assertThat(visit.type("button \"Send\"", "x").outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(visit.type("\"Pick\"", "x").text()).contains("a list to choose from");
    assertThat(visit.type("spinbutton \"Count\"", "many").text()).contains("not what was typed");
    var states = SITE.open("states");
    assertThat(states.type("\"Fixed\"", "x").text()).contains("read-only");
    assertThat(states.press("button \"Off\"").text()).contains("is disabled");
  }

  @Test
  void tellsNoPassword() {
    var visit = SITE.open("login");
    visit.type("textbox \"User\"", "ada");
    var result = visit.type("password \"Password\"", "lovelace");
    assertThat(result.text()).doesNotContain("lovelace");
    assertThat(visit.look().text()).contains("filled").doesNotContain("lovelace");
    assertThat(visit.press("button \"Log in\"").text()).contains("/account");
    assertThat(visit.text()).contains("Welcome, Ada", "visit 1");
  }

  @Test
  void showsWhatAnAutocompleteOffers() {
    var visit = SITE.open("autocomplete");
    var result = visit.type("Town", "Ber");
    assertThat(result.changed()).isTrue();
    assertThat(result.text()).containsPattern("\\* \\[\\d+] option \"Bern\"");
    assertThat(visit.told("autocomplete")).contains("key");
    visit.press("option \"Bern\"");
    Fixture.await(() -> visit.told("autocomplete").contains("town Bern"));
    assertThat(visit.main("t.value")).isEqualTo("Bern");
  }

  @Test
  void pressesKeysWhereTheFocusIs() {
    var visit = SITE.open("keys");
    visit.press("textbox \"Field\"");
    visit.keys("a B Enter");
    visit.keys("Control+a Shift+ArrowLeft Escape F2");
    Fixture.await(() -> visit.told("keys").size() == 9);
    assertThat(visit.told("keys"))
        .contains("a a", "B B", "Enter", "Control", "a+Control", "Shift", "ArrowLeft+Shift");
    var tab = visit.keys("Tab");
    assertThat(tab.outcome()).isEqualTo(Outcome.DONE);
    assertThat(tab.text()).contains("the focus is in [" + visit.ref("button \"After\""));
    assertThat(visit.keys("Enterr").outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void sendsAFormWithEnter() {
    var visit = SITE.open("shop");
    visit.type("Search parts", "LoRa");
    var result = visit.keys("Enter");
    assertThat(result.text()).contains("q=LoRa");
    assertThat(result.changed()).isTrue();
  }

  @Test
  void listsAndChoosesOptions() {
    var visit = SITE.open("forms");
    int pick = visit.ref("\"Pick\"");
    assertThat(visit.act(new Action.DropdownOptions(pick)).text())
        .contains("\"One\" selected", "\"Two\"", "\"Three\"");
    var wrong = visit.act(new Action.SelectOption(pick, "Four"));
    assertThat(wrong.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(wrong.text()).contains("\"One\", \"Two\", \"Three\"");
    assertThat(visit.act(new Action.SelectOption(pick, "Three")).text())
        .contains("has the value \"Three\"");
    assertThat(visit.act(new Action.DropdownOptions(visit.ref("button \"Send\""))).text())
        .contains("no native select");
  }

  @Test
  void selectsText() {
    var visit = SITE.open("states");
    var editor = visit.ref("\"Editor\"");
    assertThat(visit.act(new Action.SelectText(editor, "rich")).text()).contains("\"rich\"");
    assertThat(visit.main("String(getSelection())")).isEqualTo("rich");
    var none = visit.act(new Action.SelectText(editor, "poor"));
    assertThat(none.outcome()).isEqualTo(Outcome.REFUSED);
    visit.act(new Action.SelectText(visit.ref("\"Note\""), null));
    assertThat(visit.keys("Delete").outcome()).isEqualTo(Outcome.DONE);
    assertThat(visit.look().text()).contains("textbox \"Note\" multiline focused\n");
  }

  @Test
  void keepsAClipboardOfItsOwn() {
    var mine = SITE.open("clipboard");
    var other = SITE.open("clipboard");
    mine.act(new Action.SelectText(mine.ref("\"Source\""), null));
    mine.keys("Control+c");
    for (var paste : List.of("Control+v", "Meta+v", "Shift+Insert", "Paste")) {
      other.press("\"Paste\"");
      other.keys(paste);
    }
    assertThat(other.main("p.value.length")).isEqualTo("0");
    other.press("button \"Read\"");
    Fixture.await(() -> other.told("clipboard").contains("denied NotAllowedError"));
    mine.press("\"Paste\"");
    mine.keys("Control+v");
    assertThat(mine.main("p.value")).isEqualTo("secret of this session");
    mine.keys("Control+a");
    mine.keys("Meta+x Shift+Insert Control+v");
    assertThat(mine.main("p.value")).isEqualTo("secret of this session".repeat(2));
  }
}
