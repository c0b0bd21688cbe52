package dev.parley.door.aip;

import dev.parley.trace.TurnInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks what retrieval would find for a message. */
record GetRagContextForSessionRequest(
    UserTextInput userInput, Map<String, ParameterValue> parameterInputs) {
  GetRagContextForSessionRequest {
    parameterInputs = Collections.unmodifiableMap(new LinkedHashMap<>(parameterInputs));
  }

  TurnInput toInput() {
    return new TurnInput(userInput.text(), ParameterValue.toValues(parameterInputs), null);
  }
}
