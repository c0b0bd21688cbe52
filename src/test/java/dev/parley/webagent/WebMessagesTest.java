package dev.parley.webagent;

import static dev.parley.webagent.Journey.ask;
import static dev.parley.webagent.Journey.call;
import static dev.parley.webagent.Journey.click;
import static dev.parley.webagent.Journey.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.UserSaid;
import dev.parley.webagent.WebSession.Status;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebMessagesTest {
  private static final String ANSWER = Journey.sealed("[{\"title\":\"Code\",\"value\":\"123\"}]");

  private static List<String> lines(Journey journey) {
    return journey.messages().stream().map(WebMessagesTest::line).toList();
  }

  private static String line(WebMessage message) {
    return switch (message) {
      case UserSaid(var text) -> "user: " + text;
      case AgentSaid(var text, var actions, var question) ->
          "agent: " + text + " " + actions + (question == null ? "" : " ?" + question.inputs());
    };
  }

  private static WebMessage.Question question(WebMessage message) {
    return Objects.requireNonNull(((AgentSaid) message).question());
  }

  @Test
  void showsTheTaskFirstAndOneMessageARound() {
    var journey =
        Journey.to("Buy")
            .sees()
            .says("I buy it.", click("a", 1), click("b", 2))
            .does("ok")
            .does("ok")
            .sees()
            .says("", call("c", "go_to_url", "{\"url\":\"http://x/\"}"))
            .changes("ok")
            .sees();
    assertThat(lines(journey))
        .containsExactly(
            "user: Buy",
            "agent: I buy it. [{\"click_element\":{\"index\":1}}, {\"click_element\":{\"index\":2}}]",
            "agent: Open http://x/. [{\"go_to_url\":{\"url\":\"http://x/\"}}]");
  }

  @Test
  void showsAMessageAsSoonAsItsModelCallEnds() {
    var journey = Journey.to("Buy").sees().says("I buy it.", click("a", 1));
    assertThat(lines(journey)).hasSize(2);
  }

  @Test
  void putsDoneFirstAndAloneAndOnlyOnceTheTurnHasEnded() {
    var brief = Journey.brief(30, new Brief.Bounds(100_000, 0), new Brief.Proof(true, null));
    var journey =
        Journey.of("Buy", brief).sees().says("Last bit.", click("a", 1), done("b", "ok!"));
    assertThat(lines(journey.does("ok"))).hasSize(2);
    assertThat(lines(journey.judges("yes")))
        .endsWith(
            "agent: Last bit. [{\"click_element\":{\"index\":1}}]",
            "agent: ok! [{\"done\":{\"text\":\"ok!\",\"success\":true}}]");
    assertThat(Standing.of(journey.turn(), List.of()))
        .isEqualTo(new Standing(Status.COMPLETED, true));
  }

  @Test
  void showsARejectedDoneAsWordsOnly() {
    var brief = Journey.brief(30, new Brief.Bounds(100_000, 0), new Brief.Proof(true, null));
    var journey = Journey.of("Buy", brief).sees().says("Finished.", done("b", "ok!"));
    journey.judges("no: not bought").sees();
    assertThat(lines(journey)).containsExactly("user: Buy", "agent: Finished. []");
  }

  @Test
  void showsWhatAUserSaidOnceTheModelIsAskedWithIt() {
    var journey = Journey.to("Buy").sees().says("I buy.", click("a", 1)).told("In red!");
    assertThat(lines(journey)).hasSize(2);
    journey.does("ok");
    assertThat(lines(journey)).hasSize(2);
    journey.told("And big!").sees();
    assertThat(lines(journey)).endsWith("user: In red!", "user: And big!");
    assertThat(journey.given()).contains("user: In red!", "user: And big!");
  }

  @Test
  void showsAQuestionWithItsKeyAndFillsInTheAnswer() {
    var journey = Journey.to("Log in").sees().says("I click.", click("a", 1), ask("q", "Code"));
    assertThat(lines(journey)).hasSize(2);
    journey.does("ok");
    assertThat(Standing.of(journey.turn(), List.of()).status()).isEqualTo(Status.HUMAN_INPUT);
    var asked = (AgentSaid) journey.messages().getLast();
    assertThat(asked.text()).isEqualTo("I need from you: Code");
    assertThat(question(asked).key()).isEqualTo("q");
    assertThat(question(asked).isAnswered()).isFalse();
    journey.close(new WaitOutcome(ANSWER));
    assertThat(question(journey.messages().get(2)).inputs().getFirst().value()).isEqualTo("123");
    assertThat(Standing.of(journey.turn(), List.of()).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void showsALateAnswerBeforeTheJournalHasTakenItIn() {
    var journey = Journey.to("Log in").sees().says("", ask("q", "Code"));
    journey.paused();
    assertThat(Standing.of(journey.turn(), journey.pending()).status()).isEqualTo(Status.PAUSED);
    journey.told(new Note.ResumeNote());
    journey.close(new WaitOutcome(null));
    assertThat(Standing.of(journey.turn(), List.of()).status()).isEqualTo(Status.ACTIVE);
    journey.told(new Note.AnswerNote("q", ANSWER));
    assertThat(question(journey.messages().get(1)).isAnswered()).isTrue();
    journey.sees().says("", ask("q", "Code"));
    assertThat(question(journey.messages().get(1)).isAnswered()).isTrue();
    assertThat(question(journey.messages().get(2)).isAnswered()).isFalse();
  }

  @Test
  void asksNothingThatWasNeverReached() {
    var journey = Journey.to("x").sees().says("", click("a", 1), ask("q", "Code")).changes("new");
    assertThat(lines(journey)).hasSize(2).last().asString().doesNotContain("?");
    var paused = Journey.to("x").sees().paused().says("Help.", ask("q", "Code"));
    assertThat(lines(paused)).last().isEqualTo("agent: Help. []");
  }

  @Test
  void endsWithTheReasonWhenTheTurnFailed() {
    var journey = Journey.to("Buy").look(new ToolFailedOutcome("Install chromium."));
    assertThat(lines(journey)).containsExactly("user: Buy", "agent: Install chromium. []");
    assertThat(Standing.of(journey.turn(), List.of()))
        .isEqualTo(new Standing(Status.FAILED, false));
  }

  @Test
  void givesBothNamesOfAStoredFileAndMarksDeletedOnes() {
    var journey =
        Journey.to("Save")
            .sees()
            .says("", call("a", "save_to_file", "{\"file_path\":\"a/../x.txt\",\"content\":\"c\"}"))
            .comes(new ToolOutcome(Json.parse("{\"text\":\"saved\",\"files\":[\"x.txt\"]}")));
    assertThat(line(journey.messages().getLast()))
        .contains("\"file_path\":\"x.txt\"", "\"filename\":\"x.txt\"")
        .doesNotContain("status");
    var deleted =
        WebMessages.of(journey.turn(), List.of(), Set.of("x.txt"), Journey.AIDS.openAnswer());
    assertThat(line(deleted.getLast())).contains("\"status\":\"deleted\"");
  }

  @Test
  void keepsPlaceholdersAndLeavesOutWhatIsNoAction() {
    var journey =
        Journey.to("Log in")
            .sees()
            .says(
                "",
                call("a", "input_text", "{\"index\":1,\"text\":\"<secret>pin</secret>\"}"),
                ToolCall.malformed("b", "click_element", "{index"));
    assertThat(line(journey.messages().getLast()))
        .isEqualTo(
            "agent: Type into element 1."
                + " [{\"input_text\":{\"index\":1,\"text\":\"<secret>pin</secret>\"}}]");
    assertThat(lines(Journey.to("x").sees().says("")))
        .last()
        .isEqualTo("agent: The reply held no action. []");
  }

  @Test
  void tellsTheStatusOfAPauseFromWhatWasSaidLast() {
    var journey = Journey.to("Buy").sees().paused();
    assertThat(Standing.of(journey.turn(), journey.pending()).status()).isEqualTo(Status.PAUSED);
    journey.says("", click("a", 1));
    assertThat(Standing.of(journey.turn(), List.of()).status()).isEqualTo(Status.PAUSED);
    var resume = List.<Note>of(new Note.ResumeNote());
    assertThat(Standing.of(journey.turn(), resume).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void addsNothingWhenTheUserStoppedIt() {
    var running = Journey.to("Buy").sees().says("Finished.", done("a", "x"));
    var turn = running.states().get(2);
    var stopped =
        new Turn(
            turn.ids(),
            TurnStatus.CANCELLED,
            turn.input(),
            turn.before(),
            null,
            null,
            turn.steps());
    assertThat(WebMessages.of(stopped, List.of(), Set.of(), text -> text)).hasSize(1);
    assertThat(Standing.of(stopped, List.of()).status()).isEqualTo(Status.STOPPED);
  }
}
