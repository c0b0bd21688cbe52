package dev.parley.door.aip;

import dev.parley.trace.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer came about, step by step; readable while it does. */
record SessionTrace(
    String id,
    SessionTraceStatus status,
    @Nullable SessionExchangeContexts contexts,
    List<ToolCallGroup> toolCallGroups) {
  SessionTrace {
    toolCallGroups = List.copyOf(toolCallGroups);
  }

  static SessionTrace of(Turn turn) {
    boolean complete = turn.status().isFinal();
    return new SessionTrace(
        turn.ids().trace().toString(),
        complete ? SessionTraceStatus.COMPLETE : SessionTraceStatus.IN_PROGRESS,
        complete ? SessionExchangeContexts.of(turn) : null,
        ToolCallGroup.all(turn.steps()));
  }
}
