package dev.parley.door.aip;

import dev.parley.id.TraceId;
import dev.parley.trace.Answer;
import dev.parley.trace.Turn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of an exchange and what else came of it. */
record SessionExchangeResult(
    String agentMarkdownResponse,
    Map<String, ParameterValueUpdate> parameterUpdates,
    @Nullable Integer totalTokensUsed,
    boolean interruptedOutput,
    String sessionTraceId) {
  SessionExchangeResult {
    parameterUpdates = Collections.unmodifiableMap(new LinkedHashMap<>(parameterUpdates));
  }

  static SessionExchangeResult of(TraceId trace, Answer answer) {
    var usage = answer.usage();
    return new SessionExchangeResult(
        answer.text(),
        ParameterValueUpdate.all(answer.updates()),
        usage == null ? null : usage.total(),
        answer.interrupted(),
        trace.toString());
  }

  /** Of a turn that has ended with an answer. */
  static SessionExchangeResult of(Turn turn) {
    var answer = turn.answer();
    if (answer == null) {
      throw new IllegalStateException("turn " + turn.ids().turn() + " has no answer");
    }
    return of(turn.ids().trace(), answer);
  }
}
