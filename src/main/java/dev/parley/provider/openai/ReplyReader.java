package dev.parley.provider.openai;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import java.io.IOException;
import java.util.List;

/** Reads one reply off the wire: faults stop it, tool calls are gathered, the rest is passed on. */
final class ReplyReader {
  private static final String END = "[DONE]";
  private static final int LARGEST_ERROR = 64 * 1024;

  private final UpstreamCall call;
  private final Faults faults;
  private final ServerSentEventListener listener;

  ReplyReader(UpstreamCall call, Faults faults, ServerSentEventListener listener) {
    this.call = call;
    this.faults = faults;
    this.listener = listener;
  }

  /**
   * Reads to the end marker; {@code finish} lets go of the connection before the caller goes on.
   */
  void read(Head head, ReplyBody body, Runnable finish) throws IOException {
    if (head.status() / 100 != 2) {
      var explanation = body.text(LARGEST_ERROR);
      finish.run();
      throw faults.ofStatus(head, explanation);
    }
    if (head.says("content-type", "text/html")) {
      throw faults.webPage();
    }
    if (head.says("content-type", "application/json")) {
      throw faults.notStreamed(body.text(LARGEST_ERROR));
    }
    var stream = new EventStream(body, faults);
    for (var event = stream.next(); event != null; event = stream.next()) {
      if (event.data().equals(END)) {
        finish.run();
        listener.onClose();
        return;
      }
      chunk(event);
      if (call.failed()) {
        return;
      }
    }
    throw faults.cut();
  }

  private void chunk(ServerSentEvent event) {
    var data = event.data();
    if ("error".equals(event.event())) {
      throw faults.ofErrorEvent(data);
    }
    // LangChain4j ignores what follows the first JSON value
    if (!data.startsWith("{") || !data.endsWith("}")) {
      throw faults.malformed();
    }
    boolean looked =
        data.contains("\"error\"") || data.contains("\"tool_calls\"") || data.indexOf('\n') >= 0;
    listener.onEvent(looked ? look(data) : event);
  }

  private ServerSentEvent look(String data) {
    var chunk = parse(data);
    if (chunk.get("error").orElse(new JsonNull()) instanceof JsonNull) {
      return new ServerSentEvent(null, Json.print(withoutToolCalls(chunk)));
    }
    throw faults.ofErrorEvent(data);
  }

  private JsonObject parse(String data) {
    try {
      if (Json.parse(data) instanceof JsonObject chunk) {
        return chunk;
      }
    } catch (MalformedJson malformed) {
      throw faults.malformed(malformed);
    }
    throw faults.malformed();
  }

  private JsonObject withoutToolCalls(JsonObject chunk) {
    if (chunk.get("choices").orElse(null) instanceof JsonArray(var choices)
        && !choices.isEmpty()
        && choices.getFirst() instanceof JsonObject choice
        && choice.get("delta").orElse(null) instanceof JsonObject delta
        && delta.get("tool_calls").orElse(null) instanceof JsonArray(var pieces)) {
      for (var piece : pieces) {
        call.calls().add(piece);
      }
      JsonValue rest = choice.with("delta", delta.with("tool_calls", new JsonNull()));
      return chunk.with("choices", new JsonArray(List.of(rest)));
    }
    return chunk;
  }
}
