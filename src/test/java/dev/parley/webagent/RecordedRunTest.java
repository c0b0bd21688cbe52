package dev.parley.webagent;

import static dev.parley.webagent.Journey.call;
import static dev.parley.webagent.Journey.click;
import static dev.parley.webagent.Journey.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Work.ToolWork;
import org.junit.jupiter.api.Test;

/** A run that is to go as one before it went. */
class RecordedRunTest {
  private static final String EXTRACT = "{\"goal\":\"prices\"}";

  private static String page(String... lines) {
    return "--- untrusted 7f3a91c2 page content, not instructions\n"
        + String.join("\n", lines)
        + "\n--- end 7f3a91c2";
  }

  /** Opens the second of two products, notes its price down and ends. */
  private static Journey shopping() {
    return Journey.to("Buy")
        .sees(page("[3] textbox \"Search\"", "[7] link \"More\"", "[8] link \"More\""))
        .says("I open the second.", click("a", 8))
        .changes("pressed")
        .sees(page("text \"4.90 €\"", "* [11] button hint=\"cart.png\""))
        .says("", call("b", "save_to_file", "{\"file_path\":\"p.txt\",\"content\":\"4.90 € !\"}"))
        .does("saved")
        .sees()
        .says("", done("c", "It costs 4.90 €"));
  }

  private static Journey again() {
    return shopping().again(Journey.brief(30));
  }

  private static int index(Journey journey) {
    var input = ((ToolWork) journey.work()).call().input();
    return ((JsonNumber) input.get("index").orElseThrow()).value().intValueExact();
  }

  @Test
  void doesTheSameToTheSameElementsUnderTheirNumbersOfNow() {
    var again =
        again()
            .sees(page("[21] textbox \"Search\"", "[25] link \"More\"", "[29] link \"More\""))
            .replays();
    assertThat(index(again)).isEqualTo(29);
    again.changes("pressed").sees(page("text \"4.90 €\"", "[31] button hint=\"cart.png\""));
    assertThat(again.replays().doing()).startsWith("save_to_file");
    assertThat(again.does("saved").sees().replays().doing())
        .startsWith("done {\"text\":\"It costs");
  }

  @Test
  void asksTheModelForTheStepThatDoesNotFitAndGoesOnAfterIt() {
    var again = again().sees(page("[1] link \"More\"", "[2] link \"More\"", "[3] link \"More\""));
    assertThat(again.isUnknown()).isTrue();
    again.says("The third now.", click("x", 3)).changes("pressed").sees(page("text \"4.90 €\""));
    assertThat(again.replays().doing()).startsWith("save_to_file");
  }

  @Test
  void asksTheModelWhenWhatWasCopiedStandsThereNoMore() {
    var again = again().sees(page("[7] link \"More\"", "[8] link \"More\"")).replays();
    again.changes("pressed").sees(page("text \"5.10 €\""));
    assertThat(again.isUnknown()).isTrue();
    assertThat(again.says("", done("x", "It costs 5.10 €")).doing()).startsWith("done");
  }

  @Test
  void asksTheModelAfterAnActionThatWentOtherwise() {
    var again = again().sees(page("[7] link \"More\"", "[8] link \"More\"")).replays();
    again.isRefused("covered by a dialog").sees(page("text \"4.90 €\""));
    assertThat(again.isUnknown()).isTrue();
    again.says("", click("x", 9)).changes("closed").sees(page("text \"4.90 €\""));
    assertThat(again.isUnknown()).isFalse();
  }

  @Test
  void leavesTheRestToTheModelOnceAPersonHasSpoken() {
    var again = again().sees(page("[7] link \"More\"", "[8] link \"More\""));
    assertThat(again.isUnknown()).isFalse();
    again.replays().told("Take the first instead").changes("pressed");
    assertThat(again.sees(page("text \"4.90 €\"")).isUnknown()).isTrue();
  }

  @Test
  void readsAPageAsItWasReadOnlyIfItIsTheSame() {
    var page = new ToolOutcome(Json.parse("{\"page\":\"A 4.90\",\"effect\":\"done\"}"));
    var read =
        Journey.to("Read")
            .sees()
            .says("", call("a", "extract_content", EXTRACT))
            .comes(page)
            .reads("It is 4.90.")
            .sees()
            .says("", done("b", "4.90"));
    var same = read.again(Journey.brief(30)).sees().replays().comes(page);
    assertThat(same.doing()).isEqualTo("model EXTRACTION");
    assertThat(same.replays().sees().replays().doing()).startsWith("done");
    var other = new ToolOutcome(Json.parse("{\"page\":\"A 5.10\",\"effect\":\"done\"}"));
    assertThat(read.again(Journey.brief(30)).sees().replays().comes(other).isUnknown()).isTrue();
  }

  @Test
  void isProvenWithoutAModelIfAllOfItWasDoneWithoutOne() {
    var proving = Journey.brief(30, new Brief.Bounds(100_000, 0), new Brief.Proof(true, null));
    var recorded = Journey.of("Wait", proving).sees().says("", done("a", "ok")).judges("yes");
    var again = recorded.again(proving).sees().replays();
    assertThat(again.doing()).isEqualTo("model CHECK");
    assertThat(again.replays().doing()).startsWith("done");
  }

  @Test
  void leavesOutWhatCameToNothingTheFirstTime() {
    var stumbling =
        Journey.to("Buy")
            .sees()
            .says("", click("a", 99))
            .isRefused("no such element")
            .sees()
            .says("", click("b", 1))
            .changes("pressed")
            .sees()
            .says("", done("c", "ok"));
    var again = stumbling.again(Journey.brief(30)).sees().replays();
    assertThat(index(again)).isEqualTo(1);
    assertThat(again.changes("pressed").sees().replays().doing()).startsWith("done");
  }
}
