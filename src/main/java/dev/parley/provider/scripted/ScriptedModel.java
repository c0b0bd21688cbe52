package dev.parley.provider.scripted;

import dev.parley.cancel.Cancel;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.provider.scripted.Script.Reply;
import dev.parley.trace.Purpose;
import dev.parley.trace.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replays one script. */
final class ScriptedModel implements ModelProvider {
  private static final Duration LONG = Duration.ofDays(1);

  private final Script script;

  ScriptedModel(Script script) {
    this.script = script;
  }

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("scripted", "scripted");
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    cancel.check();
    if (request.purpose() == Purpose.TITLE) {
      // Not asked within a turn, so it has no place in the script.
      return new ModelReply("", List.of(), null);
    }
    var position = request.position();
    var reply =
        script
            .reply(lastUserMessage(request), position.inSession(), position.inTurn())
            .orElseThrow(() ->
                new ModelException(
                    new Refused(
                        "no rule of the script fits the message; add one to 'when' or add"
                            + " 'replies'")));
    return switch (reply) {
      case Reply.Say say -> say(say, position.inSession(), sink, cancel);
      case Reply.Fail(var fault) -> throw new ModelException(fault);
      case Reply.Hang(var pieces) -> {
        pieces.forEach(piece -> speak(piece, sink));
        throw hang(cancel);
      }
    };
  }

  private static ModelReply say(Reply.Say say, int position, ModelSink sink, Cancel cancel) {
    for (var piece : say.pieces()) {
      cancel.pause(say.delay());
      speak(piece, sink);
    }
    var calls = new ArrayList<ToolCall>();
    for (var call : say.calls()) {
      calls.add(new ToolCall("call_" + position + "_" + calls.size(), call.tool(), call.input()));
    }
    return new ModelReply(String.join("", say.pieces()), calls, say.usage());
  }

  private static void speak(String piece, ModelSink sink) {
    if (!piece.isEmpty()) {
      sink.text(piece);
    }
  }

  private static Cancel.Cancelled hang(Cancel cancel) {
    while (!cancel.isCancelled()) {
      cancel.pause(LONG);
    }
    return new Cancel.Cancelled();
  }

  private static String lastUserMessage(ModelRequest request) {
    return request.messages().reversed().stream()
        .filter(UserMessage.class::isInstance)
        .map(UserMessage.class::cast)
        .map(UserMessage::text)
        .findFirst()
        .orElse("");
  }
}
