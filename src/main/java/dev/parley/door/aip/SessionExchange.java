package dev.parley.door.aip;

import dev.parley.trace.Turn;
import org.jspecify.annotations.Nullable;

/** One message with its answer. */
record SessionExchange(
    UserTextInput userInput,
    @Nullable SessionExchangeContexts contexts,
    SessionExchangeResult result) {
  static SessionExchange of(Turn turn) {
    return new SessionExchange(
        new UserTextInput(turn.input().text()),
        SessionExchangeContexts.of(turn),
        SessionExchangeResult.of(turn));
  }
}
