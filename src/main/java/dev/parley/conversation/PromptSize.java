package dev.parley.conversation;

import dev.parley.json.Json;
import dev.parley.model.Message;
import dev.parley.model.ModelRequest;
import dev.parley.model.TokenCounter;
import java.util.stream.Stream;

/** How large a prompt may be, in tokens. */
record PromptSize(TokenCounter tokens, ExchangeSizes exchanges, int limit) {
  /** No character is more than this many tokens, since none is more than so many bytes. */
  private static final int MOST_TOKENS_A_CHARACTER = 3;

  /** Counting costs; most prompts are so far below the limit that their length proves it. */
  boolean surelyHolds(ModelRequest request) {
    long characters = texts(request).mapToLong(String::length).sum();
    return characters * MOST_TOKENS_A_CHARACTER <= limit;
  }

  long of(ModelRequest request) {
    return texts(request).mapToLong(tokens::count).sum();
  }

  long of(Recall.Exchange exchange) {
    return exchanges.of(exchange);
  }

  long of(String text) {
    return tokens.count(text);
  }

  private static Stream<String> texts(ModelRequest request) {
    return Stream.of(
            Stream.of(request.system()),
            request.messages().stream().flatMap(PromptSize::texts),
            request.tools().stream()
                .flatMap(
                    tool -> Stream.of(tool.name(), tool.description(), Json.print(tool.input()))))
        .flatMap(part -> part);
  }

  private static Stream<String> texts(Message message) {
    return switch (message) {
      case Message.UserMessage(var text) -> Stream.of(text);
      case Message.AssistantMessage(var text, var calls, _) ->
          Stream.concat(
              Stream.of(text),
              calls.stream().flatMap(call -> Stream.of(call.tool(), Json.print(call.input()))));
      case Message.ToolMessage(_, _, var text) -> Stream.of(text);
      case Message.PictureMessage _ -> Stream.empty();
    };
  }
}
