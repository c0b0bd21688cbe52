package dev.parley.door.aip;

import dev.parley.conversation.Conversations.Ask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for an exchange whose answer comes whole. */
record BlockingContinueSessionRequest(
    UserTextInput userInput,
    Map<String, ParameterValue> parameterInputs,
    @Nullable List<InputContext> contextsOverride,
    @Nullable String sessionTraceId) {
  BlockingContinueSessionRequest {
    parameterInputs = Collections.unmodifiableMap(new LinkedHashMap<>(parameterInputs));
    contextsOverride = contextsOverride == null ? null : List.copyOf(contextsOverride);
    if (sessionTraceId != null) {
      Strict.uuid(sessionTraceId);
    }
  }

  Ask toAsk() {
    return new StreamingContinueSessionRequest(
            userInput, parameterInputs, contextsOverride, sessionTraceId, null)
        .toAsk();
  }
}
