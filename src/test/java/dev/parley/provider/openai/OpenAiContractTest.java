package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.model.ModelProvider;
import dev.parley.provider.ModelProviderContract;
import java.net.URI;
import java.util.List;

class OpenAiContractTest extends ModelProviderContract {
  @Override
  public ModelProvider model(URI server) {
    return new OpenAi(KEY).model(server.resolve("/v1"), "gpt-test");
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
  public String usage(int input, int output) {
    return "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":"
        + input
        + ",\"completion_tokens\":"
        + output
        + ",\"total_tokens\":"
        + (input + output)
        + "}}\n\n";
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
