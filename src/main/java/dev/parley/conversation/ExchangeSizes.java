package dev.parley.conversation;

import dev.parley.model.TokenCounter;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * How many tokens exchanges have, each counted once: a long conversation goes through all of its
 * own again with every call of the model. Known as long as somebody remembers the exchange.
 */
final class ExchangeSizes {
  private final TokenCounter tokens;
  private final Map<Recall.Exchange, Integer> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  ExchangeSizes(TokenCounter tokens) {
    this.tokens = tokens;
  }

  int of(Recall.Exchange exchange) {
    var counted = known.get(exchange);
    if (counted != null) {
      return counted;
    }
    int count = tokens.count(exchange.user()) + tokens.count(exchange.answer());
    known.put(exchange, count);
    return count;
  }
}
