package dev.parley.door.allyson;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.door.allyson.Errors.Keys;
import dev.parley.http.Answer;
import dev.parley.http.ConcurrencyLimit;
import dev.parley.http.Output;
import dev.parley.http.ServerSentEvents;
import dev.parley.http.StreamBroken;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.model.Passthrough;
import dev.parley.model.Passthrough.Ask;
import dev.parley.model.Passthrough.Outcome;
import dev.parley.model.Passthrough.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Passes chat completions on to a provider of models (contract §5.6).
 *
 * <p>What a provider says goes back as it is, if it is JSON or the stream that was asked for;
 * nothing else of it does. Who leaves ends the provider's work.
 */
final class ChatOperations {
  private static final String FAILED = "Error processing OpenAI request";
  private static final int AT_ONCE = 32;
  private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
  private static final int LARGEST_ERROR = 256 * 1024;
  private static final int PIECE = 16 * 1024;

  private final Passthrough chat;
  private final ConcurrencyLimit underWay = new ConcurrencyLimit();

  ChatOperations(Passthrough chat) {
    this.chat = chat;
  }

  List<Operation> all() {
    return List.of(
        Operation.post("/v1/chat/completions", new Errors(Keys.CHAT, FAILED), this::complete));
  }

  private Answer complete(Call call) {
    var permit = underWay.acquire(call.user().toString(), AT_ONCE);
    call.request().onEnd(permit::release);
    var ask = new ChatRequest(call.request()).toAsk();
    var gone = call.request().gone();
    return switch (chat.send(ask, gone)) {
      case Outcome.NoKey() -> Refusal.body(500, Keys.CHAT, "OpenAI API key not found.");
      case Outcome.Refused(var why) -> Refusal.body(403, Keys.CHAT, why);
      case Outcome.Failed(var why) -> Refusal.inDetail(500, FAILED, why);
      case Outcome.Answered(var reply) -> {
        call.request().onEnd(reply::close);
        yield answer(ask, reply, gone);
      }
    };
  }

  private static Answer answer(Ask ask, Reply reply, Cancel gone) {
    boolean well = reply.status() / 100 == 2;
    if (well && ask.streams() && reply.contentType().startsWith(ServerSentEvents.TYPE)) {
      return new Answer.Streamed(
          reply.status(),
          ServerSentEvents.TYPE,
          Map.of("Cache-Control", "no-cache"),
          output -> pass(reply, output, gone));
    }
    try {
      var body = reply.body().readNBytes((well ? LARGEST_ANSWER : LARGEST_ERROR) + 1);
      return whole(reply, body, well);
    } catch (IOException cut) {
      gone.check();
      return Refusal.inDetail(500, FAILED, "The provider's answer was cut off.");
    }
  }

  private static Answer whole(Reply reply, byte[] body, boolean well) {
    if (well && body.length > LARGEST_ANSWER) {
      return Refusal.inDetail(
          500, FAILED, "The provider's answer is larger than " + LARGEST_ANSWER + " bytes.");
    }
    boolean passes = well ? mayBeJson(reply, body) : isJson(body);
    var answer =
        passes
            ? new Answer.Bytes(reply.status(), "application/json; charset=utf-8", body, Map.of())
            : Refusal.inDetail(
                well ? 500 : reply.status(),
                FAILED,
                "The provider answered " + reply.status() + " without JSON.");
    return reply.retryAfter().map(time -> answer.with("Retry-After", time)).orElse(answer);
  }

  /** A whole look would cost more than it is worth: who asked will read it. */
  private static boolean mayBeJson(Reply reply, byte[] body) {
    return reply.contentType().contains("json") && body.length > 0 && body[0] != '<';
  }

  private static boolean isJson(byte[] body) {
    try {
      return body.length <= LARGEST_ERROR && Json.parse(body) instanceof JsonObject;
    } catch (MalformedJson other) {
      return false;
    }
  }

  private static void pass(Reply reply, Output output, Cancel gone) {
    var piece = new byte[PIECE];
    try (reply) {
      output.open();
      for (int count = reply.body().read(piece); count >= 0; count = reply.body().read(piece)) {
        output.write(Arrays.copyOf(piece, count));
      }
    } catch (IOException cut) {
      throw gone.isCancelled()
          ? new Cancelled()
          : new StreamBroken("the provider's answer was cut off");
    }
  }
}
