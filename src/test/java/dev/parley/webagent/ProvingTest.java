package dev.parley.webagent;

import static dev.parley.webagent.Journey.call;
import static dev.parley.webagent.Journey.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvingTest {
  private static final JsonObject SCHEMA = (JsonObject) Json.parse("{\"type\":\"object\"}");

  private static Brief proving(boolean checked, boolean shaped) {
    return Journey.brief(
        30, new Brief.Bounds(100_000, 0), new Brief.Proof(checked, shaped ? SCHEMA : null));
  }

  @Test
  void understandsADoneWithoutSuccessAndABareString() {
    var plain = Journey.to("Buy").sees().says("", call("a", "done", "{\"text\":\"x\"}"));
    assertThat(plain.doing()).isEqualTo("done {\"text\":\"x\",\"success\":true}");
    var bare = Journey.to("Buy").sees().says("", ToolCall.malformed("a", "done", "\"x\""));
    assertThat(bare.doing()).isEqualTo("done {\"text\":\"x\",\"success\":true}");
    var words = Journey.to("Buy").sees().says("All done.", call("a", "done", "{}"));
    assertThat(words.doing()).isEqualTo("done {\"text\":\"All done.\",\"success\":true}");
    var failed =
        Journey.to("Buy")
            .sees()
            .says("", call("a", "done", "{\"text\":\"x\",\"success\":\"False\"}"));
    assertThat(failed.doing()).isEqualTo("done {\"text\":\"x\",\"success\":false}");
  }

  @Test
  void checksAResultOnceAndGoesOnWhenItIsRejected() {
    var journey = Journey.of("Buy two", proving(true, false)).sees().says("", done("a", "one"));
    assertThat(journey.doing()).isEqualTo("model CHECK");
    assertThat(journey.request().system()).startsWith("Check whether");
    assertThat(journey.given().getLast()).contains("Buy two", "Result:\none");
    journey.judges("No: only one was bought.").sees();
    assertThat(journey.given()).contains("a: Not accepted: only one was bought.");
    assertThat(journey.says("", done("b", "two")).doing()).startsWith("done");
  }

  @Test
  void acceptsWhatACheckDoesNotRejectAndChecksNoGivingUp() {
    for (var verdict : List.of("yes", "Yes.", "Nothing speaks against it", "")) {
      var journey = Journey.of("Buy", proving(true, false)).sees().says("", done("a", "one"));
      assertThat(journey.judges(verdict).doing()).startsWith("done");
    }
    var given = Journey.of("Buy", proving(true, false)).sees();
    given.says("", call("a", "done", "{\"text\":\"no\",\"success\":false}"));
    assertThat(given.doing()).startsWith("done");
  }

  @Test
  void acceptsWhatNoModelCouldCheck() {
    var journey = Journey.of("Buy", proving(true, false)).sees().says("", done("a", "one"));
    assertThat(journey.close(new ModelFailedOutcome("refused")).doing()).startsWith("done");
  }

  @Test
  void letsAResultThatDoesNotFitBeMendedOnce() {
    var journey = Journey.of("Read", proving(false, true)).sees().says("", done("a", "4.90"));
    assertThat(journey.sees().given())
        .anyMatch(said -> said.startsWith("a: Not accepted") && said.contains("no object"));
    journey.says("", done("b", "```json\\n{}\\n```"));
    assertThat(journey.doing()).isEqualTo("done {\"text\":\"{}\",\"success\":true}");
    var again = Journey.of("Read", proving(false, true)).sees().says("", done("a", "oops")).sees();
    assertThat(again.says("", done("b", "oops")).doing())
        .isEqualTo("done {\"text\":\"oops\",\"success\":false}");
  }
}
