package dev.parley.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return gemini(server, "gemini-test");
  }

  private static ModelProvider gemini(URI server, String name) {
    return new Gemini(new Wire(), new Secret(KEY)).model(server, name);
  }

  @Override
  public String golden() {
    return "gemini";
  }

  private static String parts(String... parts) {
    return "data: {\"candidates\":[{\"content\":{\"parts\":["
        + String.join(",", parts)
        + "],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"gemini-test\"}\n\n";
  }

  @Override
  public String text(String piece) {
    return parts("{\"text\":" + Json.print(piece) + "}");
  }

  private static String call(String id, String city, String signature) {
    return "{\"functionCall\":{%s\"name\":\"Weather\",\"args\":{\"city\":\"%s\"}}%s}"
        .formatted(
            id.isEmpty() ? "" : "\"id\":\"" + id + "\",",
            city,
            signature.isEmpty() ? "" : ",\"thoughtSignature\":\"" + signature + "\"");
  }

  @Override
  public List<String> calls(String firstId, String secondId) {
    return List.of(parts(call(firstId, "Oslo", "c2ln")), parts(call(secondId, "Bergen", "")));
  }

  @Override
  public String usage(int input, int cached, int output) {
    return ("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]}}],\"usageMetadata\":"
            + "{\"promptTokenCount\":%d,\"cachedContentTokenCount\":%d,\"candidatesTokenCount\":%d,"
            + "\"thoughtsTokenCount\":2}}\n\n")
        .formatted(input, cached, output - 2);
  }

  private static String end(String reason) {
    return "data: {\"candidates\":[{\"finishReason\":\"" + reason + "\",\"index\":0}]}\n\n";
  }

  @Override
  public String end() {
    return end("STOP");
  }

  @Override
  public boolean endsAtItsMarker() {
    return false;
  }

  @Override
  public String withheld() {
    return end("SAFETY");
  }

  @Override
  public String tooLong() {
    return end("MAX_TOKENS");
  }

  @Override
  public String error() {
    return "data: {\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}\n\n";
  }

  @Override
  public String unknown() {
    return "data: {\"newThing\":7}\n\n"
        + parts("{\"executableCode\":{\"code\":\"1+1\"}}", "{\"text\":\"hm\",\"thought\":true}");
  }

  @Override
  public String malformed() {
    return "data: {\"candidates\":[{\"content\":{\"parts\":[{\"te\n\n";
  }

  @Override
  public String misshapen() {
    return parts("{\"text\":{\"a\":1}}");
  }

  @Override
  public String promptTooLarge() {
    return "{\"error\":{\"code\":400,\"message\":\"The input token count (1200000) exceeds the maximum"
        + " number of tokens allowed (1048576).\",\"status\":\"INVALID_ARGUMENT\"}}";
  }

  private void answer(String body) {
    server.answer(peer -> {
      peer.stream();
      peer.chunk(body);
      peer.end();
    });
  }

  @Test
  void asksWhereContentIsGenerated() throws InterruptedException {
    answer(text("Hi") + end());
    Asking.of(model).reply();
    var asked = server.asked();
    assertThat(asked.line())
        .isEqualTo("POST /v1beta/models/gemini-test:streamGenerateContent?alt=sse HTTP/1.1");
    assertThat(asked.headers()).containsEntry("x-goog-api-key", KEY);
    answer(text("Hi") + end());
    Asking.of(gemini(server.url("/proxy/v1beta?x=1"), "tunedModels/a b")).reply();
    assertThat(server.asked().line())
        .isEqualTo(
            "POST /proxy/v1beta/tunedModels/a%20b:streamGenerateContent?x=1&alt=sse HTTP/1.1");
  }

  @Test
  void givesBackWhatCameWithItsCalls() throws InterruptedException {
    answer(String.join("", calls("f1", "")) + end());
    var reply = Asking.of(model).reply();
    assertThat(reply.calls()).extracting(ToolCall::id).containsExactly("f1", "call_0_2");
    answer(text("Cold.") + end());
    var messages = new ArrayList<dev.parley.model.Message>();
    messages.add(new UserMessage("Weather?"));
    messages.add(new AssistantMessage(reply.text(), reply.calls(), reply.kept()));
    reply.calls().forEach(call -> messages.add(new ToolMessage(call.id(), call.tool(), "4 C")));
    Asking.of(model, Asking.request(messages, List.of())).reply();
    server.asked();
    assertThat(((JsonObject) Json.parse(server.asked().body())).get("contents"))
        .contains(
            Json.parse(
                """
                [{"role":"user","parts":[{"text":"Weather?"}]},
                 {"role":"model","parts":[
                   {"functionCall":{"id":"f1","name":"Weather","args":{"city":"Oslo"}},"thoughtSignature":"c2ln"},
                   {"functionCall":{"name":"Weather","args":{"city":"Bergen"}}}]},
                 {"role":"user","parts":[
                   {"functionResponse":{"id":"f1","name":"Weather","response":{"result":"4 C"}}},
                   {"functionResponse":{"name":"Weather","response":{"result":"4 C"}}}]}]\
                """));
  }

  @Test
  void readsAReasonToFinishWithEveryPiece() {
    answer(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hel\"}]},\"finishReason\":\"STOP\"}]}\n\n"
            + "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"lo\"}]},\"finishReason\":\"STOP\"}],"
            + "\"usageMetadata\":{\"promptTokenCount\":4,\"candidatesTokenCount\":2}}\n\n"
            + "data: [DONE]\n\n");
    var reply = Asking.of(model).reply();
    assertThat(reply.text()).isEqualTo("Hello");
    assertThat(reply.usage()).isEqualTo(new Usage(4, 2));
  }

  @Test
  void tellsWhatIsWrongByTheProvidersOwnWords() {
    server.answer(peer ->
        peer.whole(
            429,
            """
            {"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[
              {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"32.5s"}]}}\
            """));
    assertThat(fault())
        .isEqualTo(
            new RateLimited(
                "the provider limits requests (RESOURCE_EXHAUSTED)", Duration.ofMillis(32_500)));
    server.answer(peer ->
        peer.whole(
            400,
            """
            [{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",
              "status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]\
            """));
    assertThat(fault())
        .isEqualTo(new Refused("the provider refused the key (400); check GEMINI_API_KEY"));
    answer("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}\n\n");
    assertThat(fault())
        .isEqualTo(new Refused("the provider withheld the answer (PROHIBITED_CONTENT)"));
    answer(end("MALFORMED_FUNCTION_CALL"));
    assertThat(fault()).isInstanceOf(Cut.class);
    server.answer(peer -> peer.whole(400, promptTooLarge()));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
  }
}
