package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.model.ModelProvider;
import dev.parley.provider.ModelProviderContract;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.util.List;

class OpenAiContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return openAi(KEY).chat(server.resolve("/v1"), "gpt-test");
  }

  static OpenAi openAi(String key) {
    return new OpenAi(new Wire(), new Secret(key), new Secret("azure-" + key));
  }

  @Override
  public String golden() {
    return "openai";
  }

  static String delta(String delta) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-test\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}\n\n";
  }

  static String call(String members, String arguments) {
    return delta(
        "{\"tool_calls\":[{"
            + members
            + "\"function\":{"
            + (members.contains("\"id\"") ? "\"name\":\"Weather\"," : "")
            + "\"arguments\":"
            + Json.print(arguments)
            + "}}]}");
  }

  @Override
  public String text(String piece) {
    return delta("{\"content\":" + Json.print(piece) + "}");
  }

  @Override
  public List<String> calls(String firstId, String secondId) {
    return List.of(
        call("\"index\":0,\"id\":\"" + firstId + "\",\"type\":\"function\",", ""),
        call("\"index\":1,\"id\":\"" + secondId + "\",\"type\":\"function\",", "{\"ci"),
        call("\"index\":0,", "{\"city\":"),
        call("\"index\":1,", "ty\":\"Bergen\"}"),
        call("\"index\":0,", "\"Oslo\"}"));
  }

  @Override
  public String usage(int input, int cached, int output) {
    return """
    data: {"id":"c1","choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,\
    "total_tokens":%d,"prompt_tokens_details":{"cached_tokens":%d}}}

    """
        .formatted(input, output, input + output, cached);
  }

  private static String finish(String reason) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
        + reason
        + "\"}]}\n\ndata: [DONE]\n\n";
  }

  @Override
  public String withheld() {
    return finish("content_filter");
  }

  @Override
  public String tooLong() {
    return finish("length");
  }

  @Override
  public String unknown() {
    return "event: ping\ndata: {\"object\":\"new.thing\",\"choices\":[]}\n\n: a comment\n\n";
  }

  @Override
  public String misshapen() {
    return delta("{\"content\":{\"a\":1}}");
  }

  @Override
  public String end() {
    return "data: [DONE]\n\n";
  }

  @Override
  public String error() {
    return "data: {\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\"}}\n\n";
  }

  @Override
  public String malformed() {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x}\n\n";
  }

  @Override
  public String promptTooLarge() {
    return "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\","
        + "\"type\":\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}";
  }
}
