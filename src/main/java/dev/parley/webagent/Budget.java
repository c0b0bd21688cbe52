package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.model.Message;
import dev.parley.model.TokenCounter;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts what prompts cost. */
final class Budget {
  /** No character is more than this many tokens, since none is more than so many bytes. */
  private static final int MOST_TOKENS_A_CHARACTER = 3;

  private final int limit;
  private final TokenCounter tokens;

  Budget(int limit, TokenCounter tokens) {
    this.limit = limit;
    this.tokens = tokens;
  }

  int limit() {
    return limit;
  }

  long of(String text) {
    return tokens.count(text);
  }

  long of(ToolOffer offer) {
    return of(offer.name()) + of(offer.description()) + of(Json.print(offer.input()));
  }

  long of(Message message) {
    return switch (message) {
      case Message.UserMessage(var text) -> of(text);
      case Message.AssistantMessage(var text, var calls, _) ->
          of(text)
              + calls.stream()
                  .mapToLong(call -> of(call.tool()) + of(Json.print(call.input())))
                  .sum();
      case Message.ToolMessage(_, _, var text) -> of(text);
      case Message.PictureMessage _ -> 0;
    };
  }

  /** As much of a text from its beginning as takes so many tokens. */
  String head(String text, long most) {
    String head = text;
    while ((long) head.length() * MOST_TOKENS_A_CHARACTER > most && of(head) > most) {
      int length = (int) Math.min(head.length() - 1L, head.length() * most / of(head));
      head = head.substring(0, Math.max(0, length));
    }
    return head;
  }

  /** The tokens a turn has used so far, as far as its models said. */
  static long used(Turn turn) {
    return usages(turn).mapToLong(Usage::total).sum();
  }

  /** What a turn's model calls have cost so far in US dollars, as far as that is known. */
  static BigDecimal cost(Stream<Usage> calls, Function<Usage, Optional<BigDecimal>> price) {
    return calls
        .flatMap(call -> price.apply(call).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Stream<Usage> usages(Turn turn) {
    return turn.steps().stream()
        .map(Step::outcome)
        .filter(ModelOutcome.class::isInstance)
        .map(outcome -> ((ModelOutcome) outcome).usage())
        .filter(Objects::nonNull);
  }

  long of(List<Message> messages) {
    return messages.stream().mapToLong(this::of).sum();
  }
}
