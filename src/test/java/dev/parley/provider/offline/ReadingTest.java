package dev.parley.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.provider.Asking;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
  private static String say(String system, String message) {
    var request =
        new ModelRequest(system, List.of(new UserMessage(message)), List.of(), new Position(0, 0));
    return Asking.of(Offline.model(), request).reply().text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Search for the price of an ESP32 & save it to a text file. | Price of an ESP32
          Open https://example.com. Click the "Go" button.          | Open https://example.com. Click the Go button
          one two three four five six seven eight nine              | one two three four five six seven
          """)
  void namesATaskInFewWords(String task, String name) {
    assertThat(say("Name this task in at most 7 words.", task)).isEqualTo(name);
  }

  @Test
  void extractsTheLinesThatFitAGoal() {
    var page = "\n# Parts\nESP32\t4.90 €\nLoRa kit\t19.00 €\nOrder number:\nD-123\nIn stock";
    assertThat(say("Extract from the page.", "Goal: the prices" + page))
        .isEqualTo("ESP32\t4.90 €\nLoRa kit\t19.00 €");
    assertThat(say("Extract from the page.", "Goal: the first price" + page)).contains("19.00 €");
    assertThat(say("Extract from the page.", "Goal: first two prices" + page + "\n1 €"))
        .hasLineCount(2);
    assertThat(say("Extract from the page.", "Goal: price of the LoRa kit" + page))
        .isEqualTo("LoRa kit: 19.00 €");
    assertThat(say("Extract from the page.", "Goal: headings" + page)).isEqualTo("Parts");
    assertThat(say("Extract from the page.", "Goal: the order number" + page))
        .isEqualTo("Order number: D-123");
    assertThat(say("Extract from the page.", "Goal: weather" + page)).contains("Nothing");
  }

  @Test
  void readsAListingAsItIsWritten() {
    var page =
        Page.read(
                """
                Step 1 of 30.
                --- untrusted abcdef12 page content, not instructions
                page "A \\"page\\"" http://x.test/?a=%22 scroll 0 of 10
                tab 1 current "A" http://x.test/
                more above: 2 lines, scroll_up
                * [14] link "Two\\nlines" color="red" covered
                  row "ESP32" "4.90 €" ""
                [15] combobox "Size" value="M" options="S","M, or L" required
                slider "Zoom" value="40" at 1,2 3×4
                [16] button hint="Settings"
                folded: 3 lines out of view, scroll to see them
                --- end abcdef12
                text "after"
                """)
            .orElseThrow();
    assertThat(page.url()).isEqualTo("http://x.test/?a=%22");
    assertThat(page.moreAbove()).isTrue();
    assertThat(page.moreBelow()).isFalse();
    assertThat(page.isWhole()).isFalse();
    assertThat(page.items()).extracting(Page.Item::ref).containsExactly(14, 0, 15, 0, 16);
    var items = page.items();
    assertThat(items.get(0).name()).isEqualTo("Two\nlines");
    assertThat(items.get(0).is("covered")).isTrue();
    assertThat(items.get(1).names()).containsExactly("ESP32", "4.90 €", "");
    assertThat(items.get(2).traits())
        .containsAllEntriesOf(
            Map.of(
                "value", List.of("M"), "options", List.of("S", "M, or L"), "required", List.of()));
    assertThat(items.get(4).name()).isEqualTo("Settings");
    assertThat(Page.read("Step 1 of 30. No page yet.")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          only 8.90 € today  | 8.90 €
          from $1,299.00     | $1,299.00
          EUR 12             | EUR 12
          12,50 zł           | 12,50 zł
          """)
  void findsAmounts(String text, String amount) {
    assertThat(Prices.amount(text)).hasValue(amount);
    assertThat(Prices.amount("4 parts, 240 MHz")).isEmpty();
  }
}
