package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Place;
import dev.parley.browser.Action.Point;
import dev.parley.file.FileName;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadCallTest {
  private static Wish read(String action, String input) {
    return ReadCall.of(new ToolCall("c", action, (JsonObject) Json.parse(input)));
  }

  private static Action act(String action, String input) {
    return ((Wish.Act) read(action, input)).action();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          click_element|{"index": 3}
          click_element|{"index": 3, "xpath": "//a"}
          click_element|{"index": "3"}
          click_element|{"index": "[3]"}
          click_element|{"index": 3.0, "count": 1, "xpath": null}
          click_element_by_index|{"index": 3}
          """)
  void readsAClickHoweverModelsWriteIt(String action, String input) {
    assertThat(act(action, input)).isEqualTo(new Action.Click(3, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"from": 3, "to": "10,20"}
          {"from": "3", "to": "(10, 20)", "path": []}
          {"element_source": "3", "coord_target_x": 10, "coord_target_y": "20", "steps": 10}
          {"from": 3, "to": {"x": 10, "y": 20}}
          """)
  void readsADragHoweverModelsWriteIt(String input) {
    assertThat(act("drag_drop", input))
        .isEqualTo(
            new Action.Drag(new Place.At(3, null), new Place.Spot(new Point(10, 20)), List.of()));
  }

  @Test
  void readsOffsetsAndPaths() {
    var input =
        "{\"element_source\": 3, \"element_source_offset\": {\"x\": 1, \"y\": 2},"
            + " \"element_target\": 4, \"path\": [\"1,2\", [3, 4], {\"x\": 5, \"y\": 6.5}]}";
    assertThat(act("drag_drop", input))
        .isEqualTo(
            new Action.Drag(
                new Place.At(3, new Point(1, 2)),
                new Place.At(4, null),
                List.of(new Point(1, 2), new Point(3, 4), new Point(5, 6.5))));
  }

  @ParameterizedTest
  @CsvSource({"{}, 3000", "'{\"seconds\": 0.25}', 250", "'{\"seconds\": \"7200\"}', 30000"})
  void boundsAWait(String input, long millis) {
    assertThat(act("wait", input)).isEqualTo(new Action.Pause(Duration.ofMillis(millis)));
  }

  @Test
  void readsFilesUnderEitherName() {
    var wanted = new Wish.Save(new FileName("a/b.txt"), "x");
    assertThat(read("save_to_file", "{\"file_path\": \"/a/../b.txt\", \"content\": \"x\"}"))
        .isEqualTo(wanted);
    assertThat(read("save_to_file", "{\"filename\": \"a/b.txt\", \"content\": \"x\"}"))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          click_element|{}|'index' is missing. Send click_element{index: integer, xpath?: string, count?: integer}.
          click_element|{"index": "first"}|'index' must be a whole number
          click_element|{"index": 1.5}|'index' must be a whole number
          click_element|{"index": [1]}|'index' must be a text
          click_element|{"index": -1}|the number in brackets
          click_element|{"index": 1, "count": 9}|'count' is 1, 2 or 3
          click_element|{"index": 1, "button": "left"}|It takes no "button"
          go_to_url|{"url": " "}|'url' is empty
          go_to_url|{"link": "http://x"}|'url' is missing
          wait|{"seconds": -1}|'seconds' cannot be negative
          wait|{"seconds": "soon"}|'seconds' must be a number
          look|{"places": "maybe"}|'places' must be true or false
          scroll_down|{"amount": 99999999}|'amount' is too far
          drag_drop|{"from": 1}|'from' and 'to' are missing
          drag_drop|{"from": "a", "to": 1}|'from' must be the number of an element, or a point
          drag_drop|{"element_source": "#a", "element_target": 1}|'element_source' must be the number
          drag_drop|{"from": 1, "to": 2, "path": "1,2"}|'path' must be a list
          drag_drop|{"from": 1, "to": 2, "path": ["here"]}|Each point of 'path' is x,y
          save_to_file|{"content": "x"}|'file_path' is missing
          save_to_file|{"file_path": "..", "content": "x"}|A file needs a name
          fly|{}|There is no action 'fly'. The actions are [go_to_url
          done|{"text": "x"}|'done' is nothing a browser does
          """)
  void refusesWhatItCannotReadAndSaysWhatToSend(String action, String input, String correction) {
    assertThatThrownBy(() -> read(action, input))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(correction);
  }

  @Test
  void refusesArgumentsThatAreNoObject() {
    assertThatThrownBy(() -> ReadCall.of(ToolCall.malformed("c", "go_to_url", "{url:")))
        .hasMessage("The arguments were no JSON object. Send go_to_url{url: string} as one.");
  }

  @Test
  void readsEveryActionThatIsOffered() {
    for (var offer : Offers.of(true)) {
      var input = sample(offer);
      if (!Set.of("done", "human_input").contains(offer.name())) {
        assertThat(read(offer.name(), input)).as(offer.name() + input).isNotNull();
      }
    }
  }

  /** Arguments made of what the offer itself says. */
  private static String sample(ToolOffer offer) {
    var sample = JsonObject.EMPTY;
    var properties = (JsonObject) offer.input().get("properties").orElseThrow();
    for (var name : ((JsonArray) offer.input().get("required").orElseThrow()).elements()) {
      var key = ((JsonText) name).value();
      var type = ((JsonObject) properties.get(key).orElseThrow()).text("type").orElseThrow();
      sample =
          sample.with(
              key,
              Json.parse(type.equals("boolean") ? "true" : type.equals("string") ? "\"1\"" : "1"));
    }
    return sample.toString();
  }

  @Test
  void offersNothingThatIsNotNamed() {
    assertThat(Offers.of(true))
        .allSatisfy(offer ->
            assertThat(offer.input().get("additionalProperties")).contains(new JsonBool(false)));
    assertThat(Offers.of(false)).extracting(ToolOffer::name).doesNotContain("click_at");
    assertThat(Offers.of(true)).extracting(ToolOffer::name).contains("click_at", "drag_drop");
  }

  @ParameterizedTest
  @CsvSource({
    "scroll_down, SAFE",
    "wait, SAFE",
    "switch_tab, SAFE",
    "extract_content, SAFE",
    "read_from_file, SAFE",
    "go_to_url, IDEMPOTENT",
    "open_tab, IDEMPOTENT",
    "save_to_file, IDEMPOTENT",
    "click_element, ONCE",
    "click_element_by_index, ONCE",
    "input_text, ONCE",
    "send_keys, ONCE",
    "select_dropdown_option, ONCE",
    "drag_drop, ONCE",
    "upload_file, ONCE",
    "go_back, ONCE",
    "append_to_file, ONCE",
    "nothing, SAFE"
  })
  void knowsWhatRepeatingDoes(String action, Effect effect) {
    assertThat(BrowserTools.effectOf(action)).isEqualTo(effect);
  }

  @Test
  void knowsWhetherAListingShowsPlaces() {
    assertThat(BrowserTools.showsPlaces("[3] canvas \"Map\" at 10,20 300×200\n[4] link")).isTrue();
    assertThat(BrowserTools.showsPlaces("text \"at 10,20 300×200\"")).isFalse();
  }
}
