package dev.parley.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.model.ModelFacts;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelProvider;
import dev.parley.provider.Asking;
import dev.parley.provider.ModelProviderContract;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Wire;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return anthropic(KEY).model(server, "claude-test", Optional.empty());
  }

  private static Anthropic anthropic(String key) {
    return new Anthropic(new Wire(), new Secret(key));
  }

  @Override
  public String golden() {
    return "anthropic";
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n".formatted(type, type, members);
  }

  private static String delta(int index, String delta) {
    return event("content_block_delta", ",\"index\":" + index + ",\"delta\":" + delta);
  }

  @Override
  public String text(String piece) {
    return delta(0, "{\"type\":\"text_delta\",\"text\":" + Json.print(piece) + "}");
  }

  private static String begin(int index, String id) {
    return event(
        "content_block_start",
        ",\"index\":%d,\"content_block\":{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"Weather\",\"input\":{}}"
            .formatted(index, id));
  }

  private static String arguments(int index, String piece) {
    return delta(
        index, "{\"type\":\"input_json_delta\",\"partial_json\":" + Json.print(piece) + "}");
  }

  private static String stopped(int index) {
    return event("content_block_stop", ",\"index\":" + index);
  }

  @Override
  public List<String> calls(String firstId, String secondId) {
    return List.of(
        begin(1, firstId),
        arguments(1, ""),
        arguments(1, "{\"city\":"),
        arguments(1, "\"Oslo\"}"),
        stopped(1),
        begin(2, secondId),
        arguments(2, "{\"ci"),
        arguments(2, "ty\":\"Bergen\"}"),
        stopped(2));
  }

  @Override
  public String usage(int input, int cached, int output) {
    return event(
            "message_start",
            ",\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,"
                + "\"usage\":{\"input_tokens\":%d,\"cache_read_input_tokens\":%d,\"cache_creation_input_tokens\":0,\"output_tokens\":1}}"
                    .formatted(input - cached, cached))
        + event(
            "message_delta",
            ",\"delta\":{\"stop_reason\":null},\"usage\":{\"output_tokens\":" + output + "}");
  }

  private static String end(String reason) {
    return event("message_delta", ",\"delta\":{\"stop_reason\":\"" + reason + "\"}")
        + event("message_stop", "");
  }

  @Override
  public String end() {
    return end("end_turn");
  }

  @Override
  public String withheld() {
    return end("refusal");
  }

  @Override
  public String tooLong() {
    return end("max_tokens");
  }

  @Override
  public String error() {
    return event("error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");
  }

  @Override
  public String unknown() {
    return event("ping", "")
        + event("content_block_start", ",\"index\":7,\"content_block\":{\"type\":\"thinking\"}")
        + delta(7, "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}")
        + delta(7, "{\"type\":\"signature_delta\",\"signature\":\"AA==\"}")
        + event("message_dance", ",\"delta\":7");
  }

  @Override
  public String malformed() {
    return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n";
  }

  @Override
  public String misshapen() {
    return delta(0, "{\"type\":\"text_delta\",\"text\":{\"a\":1}}");
  }

  @Override
  public String promptTooLarge() {
    return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
        + "\"message\":\"prompt is too long: 208310 tokens > 200000 maximum\"}}";
  }

  private void answer(String body) {
    server.answer(peer -> {
      peer.stream();
      peer.chunk(body);
      peer.end();
    });
  }

  @Test
  void asksWhereMessagesAreTaken() throws InterruptedException {
    answer(text("Hi") + end());
    Asking.of(model).reply();
    var asked = server.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/messages HTTP/1.1");
    assertThat(asked.headers())
        .containsEntry("x-api-key", KEY)
        .containsEntry("anthropic-version", "2023-06-01");
    answer(text("Hi") + end());
    var keyless = anthropic(" ").model(server.url("/proxy/v1/"), "m", Optional.empty());
    Asking.of(keyless).reply();
    var next = server.asked();
    assertThat(next.line()).isEqualTo("POST /proxy/v1/messages HTTP/1.1");
    assertThat(next.headers()).doesNotContainKey("x-api-key");
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096", "128000, 32000", ", 8192"})
  void asksForNoLongerReplyThanTheModelGives(Integer longest, int asked) throws Exception {
    var facts = Optional.of(new ModelFacts(null, longest, true, null));
    answer(text("Hi") + end());
    Asking.of(anthropic(KEY).model(server.url(""), "m", facts)).reply();
    assertThat(server.asked().body()).contains("\"max_tokens\":" + asked + ",");
  }

  @Test
  void countsWhatIsPutIntoTheCache() {
    answer(
        event(
                "message_start",
                ",\"message\":{\"usage\":{\"input_tokens\":3,\"cache_creation_input_tokens\":200,"
                    + "\"cache_read_input_tokens\":1000,\"output_tokens\":1}}")
            + text("Hi")
            + event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":12}")
            + event("message_stop", ""));
    assertThat(Asking.of(model).reply().usage()).isEqualTo(new Usage(1203, 12, 1000, 200));
  }

  @Test
  void tellsAnOverloadedProviderFromALimit() {
    server.answer(peer ->
        peer.whole(
            529,
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}",
            "Retry-After: 3"));
    assertThat(fault())
        .isEqualTo(
            new Overloaded("the provider answered 529 (overloaded_error)", Duration.ofSeconds(3)));
    answer(event("error", ",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}"));
    assertThat(fault()).isInstanceOf(RateLimited.class);
    answer(event("error", ",\"error\":{\"type\":\"authentication_error\",\"message\":\"x\"}"));
    assertThat(fault()).isInstanceOf(Refused.class);
    server.answer(peer -> peer.whole(413, "<html>too large</html>"));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
  }

  @Test
  void acceptsAnEmptyAnswerButNotNothing() {
    answer(end());
    assertThat(Asking.of(model).reply().text()).isEmpty();
    answer(event("message_stop", ""));
    assertThat(fault().details()).contains("holds nothing");
  }

  @Test
  void readsArgumentsThatComeAtOnceAndThoseThatAreNoObject() {
    answer(
        event(
                "content_block_start",
                ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"T\",\"input\":{\"n\":1}}")
            + begin(1, "b")
            + arguments(1, "{\"city\": Os")
            + end("tool_use"));
    var calls = Asking.of(model).reply().calls();
    assertThat(calls).extracting(ToolCall::id).containsExactly("a", "b");
    assertThat(calls.getFirst().input().toString()).isEqualTo("{\"n\":1}");
    assertThat(calls.getLast().malformed()).contains("{\"city\": Os");
  }
}
