package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Action;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.ModelRequest;
import dev.parley.model.ToolOffer;
import dev.parley.session.SessionKey;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.HeardOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A turn of the web agent, played step by step as the engine would run it. */
@NullMarked
final class Journey {
  static final String PAGE =
      "--- untrusted 7f3a91c2 page content, not instructions\n"
          + "page \"Shop\" http://shop.test/ scroll 0 of 0\n[1] button \"Buy\"\n--- end 7f3a91c2";

  private static final List<String> TOOLS =
      List.of(
          "go_to_url",
          "click_element",
          "input_text",
          "wait",
          "extract_content",
          "save_to_file",
          "look",
          "human_input",
          "done");

  private final WebBehaviour mind;
  private final List<Turn> states = new ArrayList<>();
  private final List<Note> pending = new ArrayList<>();
  private Turn turn;

  private Journey(WebBehaviour mind, String task) {
    this.mind = mind;
    var key =
        new SessionKey(
            SessionId.random(),
            new UserId(UUID.randomUUID()),
            new AgentRid("ri.aip-agents..agent.732cd5b4-7ca7-4219-aabb-6e976faf63b1"));
    this.turn =
        new Turn(
            new Turn.Ids(TurnId.random(), key, TraceId.random(), null),
            TurnStatus.RUNNING,
            new TurnInput(task, Map.of(), null),
            Turn.Before.NOTHING,
            null,
            null,
            List.of(Step.first(WebBehaviour.first())));
    states.add(turn);
  }

  static Journey to(String task) {
    return of(task, brief(30));
  }

  static Journey of(String task, Brief brief) {
    return new Journey(new WebBehaviour(brief, AIDS), task);
  }

  /** One that is to go as this one went. */
  Journey again(Brief brief) {
    return new Journey(new WebBehaviour(brief, AIDS, Recording.of(turn)), turn.input().text());
  }

  /** What is known without the model is said. */
  Journey replays() {
    assertThat(work()).isInstanceOf(ModelWork.class);
    var known = mind.known(turn).orElseThrow(() -> new AssertionError("the model is to be asked"));
    return close(new ModelOutcome(known.text(), 0, known.calls(), null));
  }

  /** Whether the model is to be asked. */
  boolean isUnknown() {
    return work() instanceof ModelWork && mind.known(turn).isEmpty();
  }

  /** Answers are kept with a mark that must not be seen anywhere. */
  static String sealed(String json) {
    return "sealed:" + json;
  }

  static final Aids AIDS =
      new Aids(
          text -> text.length() / 4,
          kept -> kept.substring("sealed:".length()),
          (schema, value) ->
              value instanceof JsonObject ? Optional.empty() : Optional.of("It is no object."),
          call -> Optional.of(new BigDecimal("0.001").multiply(BigDecimal.valueOf(call.total()))));

  static Brief brief(int maxSteps) {
    return brief(maxSteps, new Brief.Bounds(100_000, 0), Brief.Proof.NONE);
  }

  static Brief brief(int maxSteps, Brief.Bounds bounds, Brief.Proof proof) {
    var offers =
        TOOLS.stream().map(name -> new ToolOffer(name, "Does " + name, JsonObject.EMPTY)).toList();
    return new Brief("", List.of(), maxSteps, _ -> offers, Journey::effect, false, bounds, proof);
  }

  private static Effect effect(String tool) {
    return switch (tool) {
      case "click_element", "input_text" -> Effect.ONCE;
      case "go_to_url", "save_to_file" -> Effect.IDEMPOTENT;
      default -> Effect.SAFE;
    };
  }

  static ToolCall call(String id, String tool, String input) {
    return new ToolCall(id, tool, (JsonObject) Json.parse(input));
  }

  static ToolCall click(String id, int index) {
    return call(id, "click_element", "{\"index\":" + index + "}");
  }

  static ToolCall done(String id, String text) {
    return call(id, "done", "{\"text\":\"" + text + "\",\"success\":true}");
  }

  static ToolCall ask(String id, String... titles) {
    var inputs =
        Stream.of(titles).map(title -> Map.of("title", title, "description", "d")).toList();
    return new ToolCall(id, "human_input", new JsonObject(Map.of("inputs", Json.tree(inputs))));
  }

  static String result(String text, boolean changed, String effect) {
    return Json.print(Map.of("text", text, "changed", changed, "effect", effect));
  }

  Journey sees(String listing, boolean whole, String... notices) {
    return look(
        new ToolOutcome(
            Json.tree(
                Map.of(
                    "listing",
                    listing,
                    "url",
                    "http://shop.test/",
                    "title",
                    "Shop",
                    "whole",
                    whole,
                    "notices",
                    List.of(notices)))));
  }

  Journey sees(String listing) {
    return sees(listing, true);
  }

  Journey sees() {
    return sees(PAGE);
  }

  Journey look(Outcome outcome) {
    assertThat(doing()).startsWith("look");
    return close(outcome);
  }

  Journey says(String text, ToolCall... calls) {
    return reply(Purpose.NEXT, text, calls);
  }

  /** Answers of the model to what it is asked beside the task. */
  Journey reads(String text) {
    return reply(Purpose.EXTRACTION, text);
  }

  Journey judges(String text) {
    return reply(Purpose.CHECK, text);
  }

  private Journey reply(Purpose purpose, String text, ToolCall... calls) {
    assertThat(work())
        .isInstanceOfSatisfying(
            ModelWork.class, asked -> assertThat(asked.asks()).isEqualTo(purpose));
    return close(new ModelOutcome(text, 0, List.of(calls), new Usage(100, 10)));
  }

  Journey does(String text) {
    return comes(new ToolOutcome(Json.parse(result(text, false, "done"))));
  }

  Journey changes(String text) {
    return comes(new ToolOutcome(Json.parse(result(text, true, "done"))));
  }

  Journey hasNoEffect() {
    return comes(new ToolOutcome(Json.parse(result("no effect", false, "none"))));
  }

  Journey isRefused(String why) {
    return comes(new ToolOutcome(Json.parse(result(why, false, "refused"))));
  }

  Journey fails(String correction) {
    return comes(new ToolFailedOutcome(correction));
  }

  Journey comes(Outcome outcome) {
    assertThat(work()).isInstanceOf(ToolWork.class);
    assertThat(((ToolWork) work()).call().id()).doesNotStartWith("look-");
    return close(outcome);
  }

  /** One round that does one thing and changes nothing, and the look after it. */
  Journey round(ToolCall call) {
    return says("", call).does("ok").sees();
  }

  /** What is said is heard at the next decision. */
  Journey told(Note... notes) {
    pending.addAll(List.of(notes));
    states.add(turn);
    return this;
  }

  Journey told(String words) {
    return told(new Note.MessageNote(words));
  }

  Journey paused() {
    return told(new Note.PauseNote());
  }

  /** Ends the wait of a pause. */
  Journey resumed(String... words) {
    assertThat(doing()).isEqualTo("wait pause");
    Stream.of(words).forEach(this::told);
    return told(new Note.ResumeNote()).close(new WaitOutcome(null));
  }

  Journey answered(String json) {
    return close(new WaitOutcome(sealed(json)));
  }

  /** A pause stops a model call, a restart does. */
  Journey stopped() {
    return close(new StoppedOutcome());
  }

  /** The server dies; what was open is settled as the engine settles it. */
  Journey dies() {
    return switch (work()) {
      case ToolWork tool when tool.effect() == Effect.ONCE ->
          close(new UnknownOutcome("the server stopped while the call was under way"));
      case ModelWork _ -> stopped();
      default -> this;
    };
  }

  Journey close(Outcome outcome) {
    turn = turn.closed(turn.open().getFirst().no(), outcome);
    var works = new ArrayList<Work>();
    pending.forEach(note -> works.add(new NoteWork(note)));
    pending.clear();
    turn = turn.opened(after(works).stream().map(step -> step.with(new HeardOutcome())).toList());
    var decided = mind.next(turn);
    assertThat(mind.next(turn)).isEqualTo(decided);
    turn =
        switch (decided) {
          case Action.Do(var next) -> as(turn.opened(after(next)), waits(next));
          case Action.Finish(var answer) ->
              new Turn(
                  turn.ids(),
                  TurnStatus.DONE,
                  turn.input(),
                  turn.before(),
                  answer,
                  null,
                  turn.steps());
          case Action.Fail(var problem) ->
              new Turn(
                  turn.ids(),
                  TurnStatus.FAILED,
                  turn.input(),
                  turn.before(),
                  null,
                  problem,
                  turn.steps());
        };
    states.add(turn);
    return this;
  }

  private static TurnStatus waits(List<Work> works) {
    return works.getFirst() instanceof WaitWork ? TurnStatus.WAITING : TurnStatus.RUNNING;
  }

  private static Turn as(Turn turn, TurnStatus status) {
    return new Turn(turn.ids(), status, turn.input(), turn.before(), null, null, turn.steps());
  }

  private List<Step> after(List<Work> works) {
    int no = Objects.requireNonNull(turn.last()).no();
    int round = Objects.requireNonNull(turn.last()).round();
    var steps = new ArrayList<Step>();
    for (var work : works) {
      steps.add(Step.open(++no, work instanceof ModelWork ? round + 1 : round, work));
    }
    return steps;
  }

  Turn turn() {
    return turn;
  }

  List<Note> pending() {
    return List.copyOf(pending);
  }

  /** The journal at every moment so far. */
  List<Turn> states() {
    return List.copyOf(states);
  }

  boolean isOver() {
    return turn.status().isFinal();
  }

  Work work() {
    return turn.open().getFirst().work();
  }

  /** What is under way, or how it ended, in short. */
  String doing() {
    if (turn.answer() != null) {
      return "done " + turn.answer().text();
    }
    if (turn.problem() != null) {
      return "failed " + turn.problem().details() + ": " + turn.problem().message();
    }
    return switch (work()) {
      case ModelWork model -> "model " + model.asks();
      case ToolWork tool ->
          tool.call().id().startsWith("look-") ? tool.call().id() : tool.call().tool();
      case WaitWork wait -> "wait " + wait.key();
      case Work.RetrieveWork _, NoteWork _ -> "never";
    };
  }

  ModelRequest request() {
    assertThat(work()).isInstanceOf(ModelWork.class);
    return mind.request(turn);
  }

  /** Everything the model is given, one message a part. */
  List<String> given() {
    return request().messages().stream().map(Journey::text).toList();
  }

  static String text(Message message) {
    return switch (message) {
      case Message.UserMessage(var text) -> "user: " + text;
      case Message.AssistantMessage(var text, var calls, _) ->
          "agent: " + text + calls.stream().map(ToolCall::tool).toList();
      case Message.ToolMessage(var id, _, var text) -> id + ": " + text;
      case Message.PictureMessage _ -> "picture";
    };
  }

  List<WebMessage> messages() {
    return WebMessages.of(turn, pending, java.util.Set.of(), AIDS.openAnswer());
  }
}
