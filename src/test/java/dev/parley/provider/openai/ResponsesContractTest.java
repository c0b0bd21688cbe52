package dev.parley.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelProvider;
import dev.parley.provider.Asking;
import dev.parley.provider.ModelProviderContract;
import dev.parley.trace.ToolCall;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return OpenAiContractTest.openAi(KEY).responses(server.resolve("/v1"), "gpt-test");
  }

  @Override
  public String golden() {
    return "responses";
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":7,%s}\n\n"
        .formatted(type, type, members);
  }

  @Override
  public String text(String piece) {
    return event(
        "response.output_text.delta",
        "\"item_id\":\"m1\",\"output_index\":0,\"content_index\":0,\"delta\":" + Json.print(piece));
  }

  private static String call(int index, String id, String city) {
    var item =
        "\"output_index\":%d,\"item\":{\"id\":\"fc_%d\",\"type\":\"function_call\",\"call_id\":\"%s\",\"name\":\"Weather\",\"arguments\":%s}";
    var written = "{\"city\":\"" + city + "\"}";
    return event("response.output_item.added", item.formatted(index, index, id, "\"\""))
        + event(
            "response.function_call_arguments.delta",
            "\"output_index\":" + index + ",\"delta\":" + Json.print(written.substring(0, 5)))
        + event(
            "response.function_call_arguments.delta",
            "\"output_index\":" + index + ",\"delta\":" + Json.print(written.substring(5)))
        + event("response.output_item.done", item.formatted(index, index, id, Json.print(written)));
  }

  @Override
  public List<String> calls(String firstId, String secondId) {
    return List.of(call(0, firstId, "Oslo"), call(1, secondId, "Bergen"));
  }

  /** Comes with the end. */
  private String counted = "";

  @Override
  public String usage(int input, int cached, int output) {
    counted =
        ",\"usage\":{\"input_tokens\":%d,\"input_tokens_details\":{\"cached_tokens\":%d},\"output_tokens\":%d}"
            .formatted(input, cached, output);
    return "";
  }

  @Override
  public String end() {
    return event(
        "response.completed",
        "\"response\":{\"id\":\"r1\",\"status\":\"completed\",\"error\":null,\"output\":[]"
            + counted
            + "}");
  }

  private static String incomplete(String reason) {
    return event(
        "response.incomplete",
        "\"response\":{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\""
            + reason
            + "\"}}");
  }

  @Override
  public String withheld() {
    return incomplete("content_filter");
  }

  @Override
  public String tooLong() {
    return incomplete("max_output_tokens");
  }

  @Override
  public String error() {
    return event("error", "\"code\":\"server_error\",\"message\":\"boom\",\"param\":null");
  }

  @Override
  public String unknown() {
    return event("response.reasoning_summary_text.delta", "\"delta\":\"hm\"")
        + event("response.new_thing", "\"item\":7");
  }

  @Override
  public String malformed() {
    return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"de\n\n";
  }

  @Override
  public String misshapen() {
    return event("response.output_text.delta", "\"delta\":{\"a\":1}");
  }

  @Override
  public String promptTooLarge() {
    return "{\"error\":{\"message\":\"Your input exceeds the context window of this model.\","
        + "\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}";
  }

  private void answer(String body) {
    server.answer(peer -> {
      peer.stream();
      peer.chunk(body);
      peer.end();
    });
  }

  @Test
  void hearsThatAResponseFailed() {
    answer(
        text("Hel")
            + event(
                "response.failed",
                "\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"boom\"}}"));
    assertThat(fault()).isInstanceOf(Overloaded.class);
    answer(
        event(
            "response.failed",
            "\"response\":{\"error\":{\"code\":\"invalid_prompt\",\"message\":\"no\"}}"));
    assertThat(fault()).isInstanceOf(Refused.class);
  }

  @Test
  void readsAServerThatTellsEverythingAtTheEnd() {
    answer(
        event(
            "response.completed",
            """
            "response":{"output":[
              {"type":"reasoning","summary":[]},
              {"type":"message","content":[{"type":"output_text","text":"Let me look."}]},
              {"type":"function_call","call_id":"c","name":"Weather","arguments":"{}"}]}\
            """
                .replace("\n", " ")));
    var reply = Asking.of(model).reply();
    assertThat(reply.text()).isEqualTo("Let me look.");
    assertThat(reply.calls()).extracting(ToolCall::id).containsExactly("c");
  }

  @Test
  void asksWhereResponsesAreGiven() throws InterruptedException {
    answer(text("Hi") + end());
    Asking.of(model).reply();
    var asked = server.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/responses HTTP/1.1");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
  }
}
