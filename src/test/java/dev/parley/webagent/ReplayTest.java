package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.ModelRequest;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.UserSaid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journeys by chance: whatever model, page, people and machine do, some things always hold. */
class ReplayTest {
  private static final int JOURNEYS = 60;
  private static final int MAX_STEPS = 14;

  private final List<ModelRequest> requests = new ArrayList<>();
  private int calls;

  private Journey walk(Random dice) {
    requests.clear();
    var proof =
        new Brief.Proof(
            dice.nextBoolean(),
            dice.nextInt(4) == 0 ? (JsonObject) Json.parse("{\"type\":\"object\"}") : null);
    var brief = Journey.brief(MAX_STEPS, new Brief.Bounds(100_000, 0), proof);
    var journey = Journey.of("Do it", brief);
    for (int i = 0; i < 400 && !journey.isOver(); i++) {
      say(journey, dice);
      go(journey, dice);
    }
    assertThat(journey.isOver()).as(journey.doing()).isTrue();
    return journey;
  }

  private static void say(Journey journey, Random dice) {
    switch (dice.nextInt(20)) {
      case 0 -> journey.told("Words " + dice.nextInt(1000));
      case 1 -> journey.paused();
      case 2 -> journey.told(new Note.PauseNote(), new Note.ResumeNote());
      default -> {}
    }
  }

  private void go(Journey journey, Random dice) {
    if (dice.nextInt(15) == 0 && !(journey.work() instanceof WaitWork)) {
      journey.dies();
      return;
    }
    switch (journey.work()) {
      case ToolWork tool when tool.call().id().startsWith("look-") ->
          journey.sees("page " + dice.nextInt(3), calls == 0 || dice.nextBoolean());
      case ToolWork _ -> act(journey, dice);
      case ModelWork model -> reply(journey, model.asks(), dice);
      case WaitWork wait -> end(journey, wait, dice);
      default -> throw new AssertionError(journey.doing());
    }
  }

  private static void act(Journey journey, Random dice) {
    switch (dice.nextInt(7)) {
      case 0 -> journey.changes("other page");
      case 1 -> journey.hasNoEffect();
      case 2 -> journey.isRefused("no");
      case 3 -> journey.fails("wrong");
      case 4 -> journey.paused().comes(new StoppedOutcome());
      default -> journey.does("ok");
    }
  }

  private void reply(Journey journey, Purpose purpose, Random dice) {
    requests.add(journey.request());
    if (dice.nextInt(12) == 0) {
      journey.paused().stopped();
      return;
    }
    switch (purpose) {
      case NEXT -> {
        var said = new ArrayList<ToolCall>();
        for (int i = dice.nextInt(4); i > 0; i--) {
          said.add(anyCall(dice));
        }
        journey.says(dice.nextBoolean() ? "I say." : "", said.toArray(ToolCall[]::new));
      }
      case EXTRACTION -> journey.reads("read");
      case CHECK -> journey.judges(dice.nextBoolean() ? "yes" : "no: not yet");
      case TITLE -> throw new AssertionError("never asked");
    }
  }

  private ToolCall anyCall(Random dice) {
    String id = "c" + ++calls;
    return switch (dice.nextInt(9)) {
      case 0 -> Journey.done(id, "x");
      case 1 -> Journey.ask(id, "A", "A");
      case 2 -> Journey.call(id, "extract_content", "{\"goal\":\"g\"}");
      case 3 -> ToolCall.malformed(id, "click_element", "{");
      case 4 -> Journey.call(id, "fly", "{}");
      default -> Journey.click(id, dice.nextInt(4));
    };
  }

  private static void end(Journey journey, WaitWork wait, Random dice) {
    if (wait.key().equals(Asked.PAUSE)) {
      journey.resumed("Go on " + dice.nextInt(1000));
    } else if (dice.nextBoolean()) {
      journey.answered("[{\"title\":\"A\",\"value\":\"v\"}]");
    } else {
      journey.told(new Note.PauseNote(), new Note.ResumeNote());
      journey.close(new WaitOutcome(null));
      if (!journey.isOver()) {
        journey.told(
            new Note.AnswerNote(
                wait.key(), Journey.sealed("[{\"title\":\"A\",\"value\":\"late\"}]")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void messagesAreOnlyEverAddedAtTheEnd(long seed) {
    var dice = new Random(seed);
    for (int i = 0; i < JOURNEYS; i++) {
      List<String> before = List.of();
      for (var state : walk(dice).states()) {
        var now = shape(WebMessages.of(state, List.of(), Set.of(), Journey.AIDS.openAnswer()));
        assertThat(now).hasSizeGreaterThanOrEqualTo(before.size());
        assertThat(now.subList(0, before.size())).isEqualTo(before);
        before = now;
      }
    }
  }

  private static List<String> shape(List<WebMessage> messages) {
    return messages.stream()
        .map(message ->
            switch (message) {
              case UserSaid(var text) -> "user " + text;
              case AgentSaid(var text, var actions, var question) ->
                  "agent " + text + actions + (question == null ? "" : question.key());
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void noActionIsBegunTwiceAndNoneOutOfOrder(long seed) {
    var dice = new Random(seed);
    for (int i = 0; i < JOURNEYS; i++) {
      var begun = new HashSet<String>();
      for (var step : walk(dice).turn().steps()) {
        if (step.work() instanceof ToolWork tool) {
          assertThat(begun.add(tool.call().id())).as(tool.call().id()).isTrue();
          assertThat(tool.effect() == Effect.ONCE)
              .isEqualTo(tool.call().tool().equals("click_element"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11})
  void roundsStayWithinTheirBoundAndEachHasItsMessage(long seed) {
    var dice = new Random(seed);
    for (int i = 0; i < JOURNEYS; i++) {
      var journey = walk(dice);
      int rounds = Rounds.of(journey.turn().steps(), MAX_STEPS).all().size();
      assertThat(rounds).isLessThanOrEqualTo(MAX_STEPS);
      var agent = journey.messages().stream().filter(AgentSaid.class::isInstance).toList();
      assertThat(agent).hasSizeGreaterThanOrEqualTo(rounds);
      boolean failed = journey.turn().problem() != null;
      assertThat(agent).hasSizeLessThanOrEqualTo(2 * rounds + (failed ? 1 : 0));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {12, 13, 14})
  void everyCallGetsItsOneResultAndAWholePageIsThere(long seed) {
    var dice = new Random(seed);
    for (int i = 0; i < JOURNEYS; i++) {
      var _ = walk(dice);
      for (var request : requests) {
        if (request.purpose() == Purpose.NEXT) {
          assertThat(results(request.messages())).isEqualTo(asked(request.messages()));
          assertThat(Journey.text(request.messages().getLast())).startsWith("user: Step ");
          assertThat(request.messages().toString()).contains("page ");
        }
      }
    }
  }

  private static List<String> asked(List<Message> messages) {
    return messages.stream()
        .filter(AssistantMessage.class::isInstance)
        .flatMap(said -> ((AssistantMessage) said).calls().stream())
        .map(ToolCall::id)
        .toList();
  }

  private static List<String> results(List<Message> messages) {
    return messages.stream()
        .filter(ToolMessage.class::isInstance)
        .map(told -> ((ToolMessage) told).callId())
        .toList();
  }
}
