package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/** A model whose n-th call in a session gives the n-th reply; the last one repeats. */
@NullMarked
public final class ScriptedModel implements ModelProvider {
  private final List<ModelRequest> asked = new CopyOnWriteArrayList<>();
  private volatile List<Reply> replies = List.of(says("ok"));

  /** One reply. */
  @FunctionalInterface
  public interface Reply {
    ModelReply give(ModelRequest request, ModelSink sink, Cancel cancel);
  }

  public void script(Reply... script) {
    replies = List.of(script);
  }

  /** All requests so far, oldest first. */
  public List<ModelRequest> asked() {
    return asked;
  }

  @Override
  public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
    asked.add(request);
    int last = replies.size() - 1;
    return replies.get(Math.min(request.position().inSession(), last)).give(request, sink, cancel);
  }

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("scripted", "scripted");
  }

  public static Reply says(String... pieces) {
    return (_, sink, _) -> {
      for (var piece : pieces) {
        sink.text(piece);
      }
      return new ModelReply(String.join("", pieces), List.of(), new Usage(10, 2));
    };
  }

  /** Says something and calls tools without arguments. */
  public static Reply calls(String text, String... tools) {
    var calls = new ArrayList<ToolCall>();
    for (var tool : tools) {
      calls.add(new ToolCall("call-" + calls.size(), tool, JsonObject.EMPTY));
    }
    return calls(text, calls);
  }

  public static Reply calls(String text, List<ToolCall> calls) {
    return (_, sink, _) -> {
      if (!text.isEmpty()) {
        sink.text(text);
      }
      return new ModelReply(text, calls, new Usage(10, 2));
    };
  }

  public static Reply fails(ModelFault fault, String... after) {
    return (_, sink, _) -> {
      for (var piece : after) {
        sink.text(piece);
      }
      throw new ModelException(fault);
    };
  }

  /** Says something, stops until released or cancelled, then says the rest. */
  public static Reply stopsAt(Hold hold, String before, String rest) {
    return (_, sink, cancel) -> {
      if (!before.isEmpty()) {
        sink.text(before);
      }
      hold.stop(cancel);
      sink.text(rest);
      return new ModelReply(before + rest, List.of(), new Usage(10, 2));
    };
  }
}
