package dev.parley.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.model.ModelFacts;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelProvider;
import dev.parley.provider.Asking;
import dev.parley.provider.ModelProviderContract;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Wire;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OllamaContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return ollama(server, KEY, Optional.empty());
  }

  private static ModelProvider ollama(URI server, String key, Optional<ModelFacts> facts) {
    return new Ollama(new Wire(), new Secret(key)).model(server, "llama-test", facts);
  }

  @Override
  public String golden() {
    return "ollama";
  }

  @Override
  public String contentType() {
    return "application/x-ndjson";
  }

  private static String message(String members) {
    return "{\"model\":\"llama-test\",\"created_at\":\"2026-11-26T00:00:00Z\",\"message\":{\"role\":\"assistant\","
        + members
        + "},\"done\":false}\n";
  }

  @Override
  public String text(String piece) {
    return message("\"content\":" + Json.print(piece));
  }

  private static String call(String id, String city) {
    return "{\"id\":\"%s\",\"function\":{\"name\":\"Weather\",\"arguments\":{\"city\":\"%s\"}}}"
        .formatted(id, city);
  }

  @Override
  public List<String> calls(String firstId, String secondId) {
    return List.of(
        message("\"content\":\"\",\"tool_calls\":[" + call(firstId, "Oslo") + "]"),
        message("\"content\":\"\",\"tool_calls\":[" + call(secondId, "Bergen") + "]"));
  }

  /** Comes with the end; there is no word of a cache. */
  private String counted = "";

  @Override
  public String usage(int input, int cached, int output) {
    counted =
        ",\"prompt_eval_count\":%d,\"eval_count\":%d,\"eval_duration\":1".formatted(input, output);
    return "";
  }

  private String end(String reason) {
    return "{\"model\":\"llama-test\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
        + "\"done_reason\":\""
        + reason
        + "\""
        + counted
        + "}\n";
  }

  @Override
  public String end() {
    return end("stop");
  }

  @Override
  public String tooLong() {
    return end("length");
  }

  /** Models one runs oneself withhold nothing; a gateway before them may. */
  @Override
  public String withheld() {
    return "{\"error\":{\"code\":\"content_filter\"}}\n";
  }

  @Override
  public String error() {
    return "{\"error\":\"llama runner process has terminated\"}\n";
  }

  @Override
  public String unknown() {
    return "\n{\"new_thing\":7,\"done\":false}\n" + message("\"content\":\"\",\"thinking\":\"hm\"");
  }

  @Override
  public String malformed() {
    return "{\"model\":\"llama-test\",\"message\":{\"role\":\"assis\n";
  }

  @Override
  public String misshapen() {
    return message("\"content\":{\"a\":1}");
  }

  @Override
  public String promptTooLarge() {
    return "{\"error\":\"prompt too long; exceeded max context length by 4 tokens\"}";
  }

  @Override
  protected Usage counted(int input, int cached, int output) {
    return new Usage(input, output);
  }

  private void answer(String body) {
    server.answer(peer -> {
      peer.stream(contentType());
      peer.chunk(body);
      peer.end();
    });
  }

  @Test
  void asksWhereOllamaChats() throws InterruptedException {
    answer(text("Hi") + end());
    Asking.of(ollama(server.url("/"), " ", Optional.of(new ModelFacts(16384, null, false, null))))
        .reply();
    var asked = server.asked();
    assertThat(asked.line()).isEqualTo("POST /api/chat HTTP/1.1");
    assertThat(asked.headers()).doesNotContainKey("authorization");
    assertThat(asked.body()).contains("\"options\":{\"num_ctx\":16384}", "\"truncate\":false");
  }

  @Test
  void makesIdsWhereOllamaGivesNone() {
    var call = "{\"function\":{\"name\":\"Weather\",\"arguments\":{}}}";
    answer(
        message("\"content\":\"\",\"tool_calls\":[" + call + "," + call + "]")
            + message(
                "\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"T\",\"arguments\":\"{x\"}}]")
            + end());
    var calls = Asking.of(model).reply().calls();
    assertThat(calls).extracting(ToolCall::id).containsExactly("call_0_1", "call_0_2", "call_0_3");
    assertThat(calls.getLast().malformed()).contains("{x");
  }

  @Test
  void takesALastLineWithoutAnEndForWholeOnlyIfItIs() {
    server.answer(peer -> {
      peer.stream(contentType());
      peer.chunk(text("Hi") + end().strip());
      peer.end();
    });
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hi");
    server.answer(peer -> {
      peer.stream(contentType());
      peer.chunk(text("Hi") + end().substring(0, 40));
      peer.end();
    });
    assertThat(fault()).isInstanceOf(Cut.class);
  }

  @Test
  void saysHowToComeToAModel() {
    server.answer(peer -> peer.whole(404, "{\"error\":\"model 'llama-test' not found\"}"));
    assertThat(fault())
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.details()).contains("'ollama pull llama-test'"));
    server.answer(peer ->
        peer.whole(
            400, "{\"error\":\"registry.ollama.ai/library/llama-test does not support tools\"}"));
    assertThat(fault().details()).isEqualTo("the model takes no tools (400); choose one that does");
    server.answer(peer -> peer.whole(400, promptTooLarge()));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
  }
}
