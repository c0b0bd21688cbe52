package dev.parley.engine;

import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.trace.Answer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * Asks the model and does what it calls for, until it calls for nothing.
 *
 * <p>A tool's effect is the first part of its name ({@code once-pay}); {@code wait} waits under the
 * argument {@code key}, until {@code deadline} if there is one, for the answer {@code nobody} then,
 * holding its node if {@code holds} is there.
 */
@NullMarked
final class PlainBehaviour implements Behaviour {
  @Override
  public Action next(Turn turn) {
    var last = turn.last();
    if (last == null || !(last.outcome() instanceof ModelOutcome said)) {
      return new Action.Do(new ModelWork());
    }
    if (said.calls().isEmpty()) {
      return new Action.Finish(new Answer(spoken(turn), Map.of(), said.usage(), false));
    }
    return new Action.Do(said.calls().stream().map(PlainBehaviour::work).toList());
  }

  private static String spoken(Turn turn) {
    var text = new StringBuilder();
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ModelOutcome said) {
        text.append(said.text(), 0, said.released());
      }
    }
    return text.toString();
  }

  private static Work work(ToolCall call) {
    if (call.tool().equals("wait")) {
      var deadline = call.input().text("deadline").map(Instant::parse).orElse(null);
      boolean holds = call.input().get("holds").isPresent();
      var otherwise = deadline == null ? null : "nobody";
      return new WaitWork(call.input().text("key").orElse("key"), deadline, otherwise, holds);
    }
    var effect = call.tool().split("-", 2)[0].toUpperCase(Locale.ROOT);
    return new ToolWork(call, call.tool(), ToolKind.FUNCTION, Effect.valueOf(effect));
  }

  @Override
  public ModelRequest request(Turn turn) {
    var messages = new ArrayList<Message>(List.of(new UserMessage(turn.input().text())));
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ModelOutcome said) {
        messages.add(new AssistantMessage(said.text(), said.calls()));
      } else if (step.work() instanceof ToolWork tool && step.outcome() != null) {
        messages.add(new ToolMessage(tool.call().id(), tool.title(), step.outcome().toString()));
      } else if (step.work() instanceof WaitWork(var key, _, _, _) && step.outcome() != null) {
        messages.add(new ToolMessage(key, "wait", step.outcome().toString()));
      }
    }
    int inTurn = turn.modelCalls() - 1;
    var position = new ModelRequest.Position(turn.before().modelCalls() + inTurn, inTurn);
    return new ModelRequest("", messages, List.of(), position);
  }

  @Override
  public TextGate gate() {
    return new TextGate() {
      @Override
      public String pass(String piece) {
        return piece;
      }

      @Override
      public String rest(ModelReply reply) {
        return "";
      }
    };
  }
}
