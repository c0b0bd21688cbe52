package dev.parley.webagent;

import static dev.parley.webagent.Journey.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelRequest.Position;
import dev.parley.problem.ProblemException;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static Brief told(String details, List<String> variables) {
    var plain = Journey.brief(30);
    return new Brief(
        details,
        variables,
        30,
        plain.offers(),
        _ -> Effect.ONCE,
        false,
        plain.bounds(),
        plain.proof());
  }

  private static Brief within(int tokens) {
    return Journey.brief(30, new Brief.Bounds(tokens, 0), Brief.Proof.NONE);
  }

  @Test
  void givesTheTaskUnchangedThenDetailsThenThePage() {
    var journey = Journey.of(" Buy <b> ", told("Start at URL http://x/", List.of("pin", "user")));
    assertThat(journey.sees().given())
        .containsExactly(
            "user:  Buy <b> ",
            "user: Session details:\nStart at URL http://x/\nVariables: pin, user",
            "user: Step 1 of 30.\n" + Journey.PAGE);
  }

  @Test
  void tellsThatAPersonUsedTheBrowser() {
    var journey = Journey.to("Buy").sees().paused();
    journey.told(new Note.ResumeNote("A person used the browser meanwhile (2 scrolls)."));
    assertThat(journey.close(new WaitOutcome(null)).sees().given())
        .contains(
            "user: The run was paused and goes on. A person used the browser meanwhile"
                + " (2 scrolls). Go by the newest listing.");
  }

  @Test
  void saysNothingOfDetailsThereAreNone() {
    assertThat(Journey.to("Buy").sees().given()).hasSize(2);
  }

  @Test
  void hasNoWordOfAPageAndNoTaskInItsSystemText() {
    var request = Journey.to("Buy a kite").sees("[1] button \"Evil\"").request();
    assertThat(request.system()).contains("<secret>name</secret>").doesNotContain("kite", "Evil");
  }

  @Test
  void cutsOldListingsAndKeepsResults() {
    var journey = Journey.to("Buy").sees("first page").says("I click.", click("a", 1));
    journey.does("clicked it").sees("second page");
    assertThat(journey.given())
        .containsExactly(
            "user: Buy",
            "agent: I click.[click_element]",
            "a: clicked it",
            "user: Step 2 of 30.\nsecond page");
  }

  @Test
  void keepsTheWholeListingThatChangesAddTo() {
    var journey = Journey.to("Buy").sees("old whole").says("", click("a", 1)).does("ok");
    journey.sees("new whole").says("", click("b", 2)).does("ok").sees("change one", false);
    journey.says("", click("c", 3)).does("ok").sees("change two", false);
    assertThat(journey.given().toString())
        .doesNotContain("old whole")
        .containsSubsequence(
            "Step 2 of 30.\nnew whole",
            "b: ok",
            "Step 3 of 30.\nchange one",
            "c: ok",
            "Step 4 of 30.\nchange two");
  }

  @Test
  void keepsBothLooksWhenTheModelWasNotAskedBetweenThem() {
    var journey = Journey.to("Buy").sees("whole").dies().sees("change", false, "It restarted.");
    assertThat(journey.given())
        .last()
        .isEqualTo("user: Step 1 of 30.\nIt restarted.\nwhole\nchange");
  }

  @Test
  void asksForAWholeLookAfterManyChanges() {
    var journey = Journey.to("Buy").sees();
    for (int i = 0; i < 10; i++) {
      journey.says("", click("a" + i, i)).does("ok").sees("change " + i, false);
    }
    journey.says("", click("z", 99)).does("ok");
    assertThat(journey.work().toString()).contains("\"whole\":true");
  }

  @Test
  void shortensOldResultsAndLeavesOutTheOldestRounds() {
    var journey = Journey.of("Buy", within(6_000)).sees();
    for (int i = 0; i < 20; i++) {
      journey.says("Round " + i, click("a" + i, i)).does(i + "x".repeat(3_000)).sees();
      journey.told("Words " + i);
    }
    var given = journey.given();
    assertThat(given).contains("user: Words 0", "user: Words 18");
    assertThat(given.toString())
        .contains("Round 19", "are left out here")
        .doesNotContain("Round 0")
        .contains("Step 21 of 30.");
    assertThat(given).filteredOn(said -> said.contains("(shortened)")).isNotEmpty();
  }

  @Test
  void failsWhenEvenThePageDoesNotFit() {
    var journey = Journey.of("Buy", within(2_000)).sees("x".repeat(20_000));
    assertThatThrownBy(journey::request)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().message()).contains("2000 tokens"));
  }

  @Test
  void tellsTheSchemaTheResultMustFit() {
    var schema = (JsonObject) Json.parse("{\"type\":\"object\"}");
    var brief = Journey.brief(30, new Brief.Bounds(100_000, 0), new Brief.Proof(false, schema));
    assertThat(Journey.of("Read", brief).sees().given().get(1)).contains("{\"type\":\"object\"}");
  }

  @Test
  void offersToolsByThePageThatIsSeen() {
    var plain = Journey.brief(30);
    var brief =
        new Brief(
            "",
            List.of(),
            30,
            page -> page.contains("canvas") ? plain.offers().apply(page) : List.of(),
            _ -> Effect.ONCE,
            false,
            plain.bounds(),
            plain.proof());
    var journey = Journey.of("Draw", brief).sees("[1] canvas");
    journey.says("", click("a", 1)).does("ok").sees("[2] link", false);
    assertThat(journey.request().tools()).isNotEmpty();
    journey.says("", click("b", 1)).does("ok").sees("[3] link");
    assertThat(journey.request().tools()).isEmpty();
  }

  @Test
  void endsTheFenceOfAListingThatIsShortened() {
    var places = Journey.PAGE.replace("[1]", "text \"" + "x".repeat(30_000) + "\"\n[1]");
    var journey = Journey.to("Draw").sees();
    journey.says("", Journey.call("a", "look", "{\"places\":true}"));
    journey.comes(new ToolOutcome(Json.tree(Map.of("text", places)))).sees();
    assertThat(journey.given())
        .filteredOn(said -> said.startsWith("a: "))
        .singleElement()
        .asString()
        .hasSizeLessThan(21_000)
        .endsWith(" … (shortened)\n--- end 7f3a91c2");
  }

  @Test
  void asksForANameWithTheTaskAloneAndNoTools() {
    var request = SidePrompts.title("Buy a kite", new Position(0, 0));
    assertThat(request.system()).startsWith("Name this task");
    assertThat(Journey.text(request.messages().getLast())).isEqualTo("user: Buy a kite");
    assertThat(request.tools()).isEmpty();
  }

  @Test
  void cutsAPageThatIsTooLongToBeReadAtOnce() {
    var page = Json.print(Map.of("page", "word ".repeat(40_000)));
    var journey =
        Journey.of("Read", within(4_000))
            .sees()
            .says("", Journey.call("a", "extract_content", "{\"goal\":\"g\"}"))
            .comes(new ToolOutcome(Json.parse(page)));
    assertThat(journey.given().getLast())
        .hasSizeBetween(8_000, 13_000)
        .matches(text -> text.lines().toList().getLast().startsWith("--- end "));
  }
}
