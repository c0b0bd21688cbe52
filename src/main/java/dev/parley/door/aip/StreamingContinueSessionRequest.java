package dev.parley.door.aip;

import dev.parley.conversation.Conversations.Ask;
import dev.parley.id.MessageId;
import dev.parley.id.TraceId;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnInput.ContextList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for an exchange whose answer comes as it is written. */
record StreamingContinueSessionRequest(
    UserTextInput userInput,
    Map<String, ParameterValue> parameterInputs,
    @Nullable List<InputContext> contextsOverride,
    @Nullable String sessionTraceId,
    @Nullable String messageId) {
  StreamingContinueSessionRequest {
    parameterInputs = Collections.unmodifiableMap(new LinkedHashMap<>(parameterInputs));
    contextsOverride = contextsOverride == null ? null : List.copyOf(contextsOverride);
    if (sessionTraceId != null) {
      Strict.uuid(sessionTraceId);
    }
    if (messageId != null) {
      Strict.uuid(messageId);
    }
  }

  Ask toAsk() {
    var contexts =
        contextsOverride == null
            ? null
            : new ContextList(contextsOverride.stream().map(InputContext::toContext).toList());
    return new Ask(
        new TurnInput(userInput.text(), ParameterValue.toValues(parameterInputs), contexts),
        sessionTraceId == null ? null : new TraceId(Strict.uuid(sessionTraceId)),
        messageId == null ? null : new MessageId(Strict.uuid(messageId)));
  }
}
