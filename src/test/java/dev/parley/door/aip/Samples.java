package dev.parley.door.aip;

import dev.parley.id.AgentRid;
import dev.parley.id.FunctionRid;
import dev.parley.id.MessageId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Context;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import dev.parley.trace.Work;
import dev.parley.variable.VariableValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Domain values behind the golden files. */
final class Samples {
  static final TraceId TRACE = new TraceId(UUID.fromString("12345678-1234-5678-1234-123456789abc"));
  static final MessageId MESSAGE =
      new MessageId(UUID.fromString("00f8412a-c29d-4063-a417-8052825285a5"));
  static final FunctionRid FUNCTION =
      new FunctionRid("ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c");
  static final Context FUNCTION_CONTEXT =
      new Context.FunctionContext(FUNCTION, "1.2.3", "Order 7 is late.");
  static final Context OBJECT_CONTEXT =
      new Context.ObjectContext(
          List.of("ri.phonograph2-objects.main.object.48668bf6-8878-48d2-b8f8-f0017593feb5"),
          List.of("ri.ontology.main.property.7899aeb4-a389-4f2e-a0fd-e7193a4f6cb1"));

  private Samples() {}

  static dev.parley.session.Session session() {
    var id = new SessionId(UUID.fromString("292db3b2-b653-4de6-971c-7e97a7b881d6"));
    return new dev.parley.session.Session(
        new SessionKey(id, UserId.random(), FakeHouse.AGENT),
        FakeHouse.client("a"),
        FakeHouse.version(1, 0),
        "What is the status of my order?",
        6,
        new dev.parley.session.Session.Times(
            Instant.parse("2024-10-01T20:04:24.962583055Z"),
            Instant.parse("2024-10-01T22:04:24.962583055Z"),
            Instant.parse("2024-10-02T22:04:24.962583055Z")));
  }

  static Turn turn(TurnStatus status, TurnInput input, @Nullable Answer answer, Step... steps) {
    var ids =
        new Turn.Ids(
            TurnId.random(),
            new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("a")),
            TRACE,
            null);
    return new Turn(ids, status, input, Turn.Before.NOTHING, answer, null, List.of(steps));
  }

  static TurnInput input(String text, @Nullable List<Context> contexts) {
    return new TurnInput(
        text, Map.of(), contexts == null ? null : new TurnInput.ContextList(contexts));
  }

  static Turn plainTurn() {
    return turn(
        TurnStatus.DONE,
        input("What is the status of my order?", null),
        new Answer("**In Transit**.", Map.of(), null, false));
  }

  static Turn richTurn() {
    var updates = new LinkedHashMap<String, VariableValue>();
    updates.put("mood", new VariableValue.TextValue("sorry"));
    updates.put(
        "orders",
        new VariableValue.ObjectSetValue(
            "example",
            object(
                "{\"type\":\"reference\",\"reference\":\"ri.object-set.main.temporary-object-set"
                    + ".8b12d4a9-4cf5-43c4-a612-77e5fc015e02\"}")));
    return turn(
        TurnStatus.DONE,
        input("And now?", List.of(OBJECT_CONTEXT, FUNCTION_CONTEXT)),
        new Answer("Late.", updates, new Usage(6000, 448), false));
  }

  static Turn runningTurn() {
    var weather =
        call(
            "Weather_Oslo",
            "{\"city\":\"Oslo\",\"days\":3,\"exact\":true,\"at\":{\"hour\":[7]},\"of\":\"ri.a..b.c\"}");
    var update = call("update_variable", "{}");
    var book = call("Book", "{}");
    var ask = call("requestClarification", "{}");
    return turn(
        TurnStatus.RUNNING,
        input("Will it rain?", List.of(FUNCTION_CONTEXT)),
        null,
        step(0, 0, new Work.ModelWork(), asked("Sure. Let me look.", 6, weather, update)),
        step(1, 0, tool("Weather Oslo", weather, ToolKind.FUNCTION), output("{\"sky\":\"blue\"}")),
        step(
            2,
            0,
            tool("Update variable", update, ToolKind.UPDATE_VARIABLE),
            new Outcome.ToolFailedOutcome("There is no such variable.")),
        step(3, 1, new Work.ModelWork(), asked("", 0, book, ask)),
        step(
            4,
            1,
            tool("Book", book, ToolKind.FUNCTION),
            new Outcome.UnknownOutcome("The server stopped.")),
        step(5, 1, tool("Ask", ask, ToolKind.REQUEST_CLARIFICATION), null));
  }

  static Turn retrievedNothing() {
    return turn(
        TurnStatus.FAILED,
        input("Hm?", null),
        null,
        step(0, 0, new Work.RetrieveWork(), new Outcome.RetrievedOutcome(List.of())),
        step(1, 0, new Work.ModelWork(), new Outcome.ModelFailedOutcome("gone")));
  }

  static JsonObject object(String text) {
    return (JsonObject) Json.parse(text);
  }

  private static ToolCall call(String tool, String input) {
    return new ToolCall("id", tool, object(input));
  }

  private static Outcome asked(String text, int released, ToolCall... calls) {
    return new Outcome.ModelOutcome(text, released, List.of(calls), null);
  }

  private static Outcome output(String json) {
    return new Outcome.ToolOutcome(Json.parse(json));
  }

  private static Work tool(String title, ToolCall call, ToolKind kind) {
    return new Work.ToolWork(call, title, kind, Effect.ONCE);
  }

  private static Step step(int no, int round, Work work, @Nullable Outcome outcome) {
    return new Step(no, round, work, outcome);
  }
}
