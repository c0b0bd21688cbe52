package dev.parley.provider.scripted;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelFault;
import dev.parley.trace.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A script as it was read. */
record Script(List<Reply> replies, List<Rule> rules) {
  Script {
    replies = List.copyOf(replies);
    rules = List.copyOf(rules);
  }

  /** Replies for messages that hold a text. */
  record Rule(String match, List<Reply> replies) {
    Rule {
      replies = List.copyOf(replies);
    }
  }

  /** One scripted reply. */
  sealed interface Reply {
    /** Text and tool calls. */
    record Say(List<String> pieces, List<Call> calls, Duration delay, @Nullable Usage usage)
        implements Reply {
      public Say {
        pieces = List.copyOf(pieces);
        calls = List.copyOf(calls);
      }
    }

    /** A fault of the provider. */
    record Fail(ModelFault fault) implements Reply {}

    /** Some text, and then nothing until cancelled. */
    record Hang(List<String> pieces) implements Reply {
      public Hang {
        pieces = List.copyOf(pieces);
      }
    }
  }

  /** One tool call of a reply. */
  record Call(String tool, JsonObject input) {}

  /** Empty when no rule fits and there are no replies besides. */
  Optional<Reply> reply(String lastUserMessage, int inSession, int inTurn) {
    for (var rule : rules) {
      if (lastUserMessage.contains(rule.match())) {
        return at(rule.replies(), inTurn);
      }
    }
    return at(replies, inSession);
  }

  private static Optional<Reply> at(List<Reply> replies, int position) {
    return replies.isEmpty()
        ? Optional.empty()
        : Optional.of(replies.get(Math.min(position, replies.size() - 1)));
  }
}
