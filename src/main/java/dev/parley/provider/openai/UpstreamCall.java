package dev.parley.provider.openai;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelSink;
import dev.parley.trace.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: reaches our HTTP client by its scoped value, gets the pieces back from
 * LangChain4j. The first end it is told wins; LangChain4j tells of an error and then of success.
 */
final class UpstreamCall implements StreamingChatResponseHandler {
  static final ScopedValue<UpstreamCall> CURRENT = ScopedValue.newInstance();

  private final StringBuilder text = new StringBuilder();
  private final ToolCallPieces calls = new ToolCallPieces();
  private final ModelSink sink;
  private final Cancel cancel;
  private @Nullable Throwable failure;
  private boolean sinkThrew;
  private @Nullable ChatResponse whole;

  UpstreamCall(ModelSink sink, Cancel cancel) {
    this.sink = sink;
    this.cancel = cancel;
  }

  Cancel cancel() {
    return cancel;
  }

  ToolCallPieces calls() {
    return calls;
  }

  boolean failed() {
    return failure != null;
  }

  @Override
  public void onPartialResponse(String piece) {
    if (failed()) {
      return;
    }
    text.append(piece);
    try {
      sink.text(piece);
    } catch (RuntimeException refused) {
      // LangChain4j would swallow it; the caller gets his own exception back
      sinkThrew = true;
      onError(refused);
    }
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    if (!failed() && whole == null) {
      whole = response;
    }
  }

  @Override
  public void onError(Throwable thrown) {
    if (!failed() && whole == null) {
      failure = thrown;
    }
  }

  ModelReply reply() {
    if (failure != null) {
      throw ours(failure);
    }
    if (whole == null) {
      throw new ModelException(new Cut("the provider's reply ended before it was whole"));
    }
    var asked = calls.whole();
    if (text.isEmpty() && asked.isEmpty() && whole.finishReason() == null) {
      throw new ModelException(new Malformed("the provider's reply holds nothing"));
    }
    return new ModelReply(text.toString(), asked, usage(whole));
  }

  private RuntimeException ours(Throwable thrown) {
    return switch (thrown) {
      case ModelException fault -> fault;
      case Cancelled cancelled -> cancelled;
      case RuntimeException refused when sinkThrew -> refused;
      // the rest comes from LangChain4j reading a piece
      case Throwable _ ->
          new ModelException(new Malformed("the provider sent a piece that cannot be read"));
    };
  }

  private static @Nullable Usage usage(ChatResponse whole) {
    var counted = whole.tokenUsage();
    if (counted == null || counted.inputTokenCount() == null) {
      return null;
    }
    var output = counted.outputTokenCount();
    return new Usage(counted.inputTokenCount(), output == null ? 0 : output);
  }
}
