package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents whose models are asked in the words of other providers than OpenAI. */
class ProvidersServedTest {
  private static final String AGENT = "ri.aip-agents..agent.aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaa";

  private static WireServer provider;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    provider = new WireServer();
    var facts = Files.createTempFile(Path.of("target"), "models", ".yaml");
    Files.writeString(
        facts, "models: [{specs: [\"ollama:*\"], pictures: false, context: 400, output: 100}]");
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL", "anthropic:claude-test",
                "ANTHROPIC_API_KEY", "sk-very-secret",
                "ANTHROPIC_BASE_URL", provider.url("").toString(),
                "OLLAMA_HOST", provider.url("").toString(),
                "PARLEY_MODELS_FILE", facts.toString()));
    agent(1, "");
    agent(2, "model: gemini@" + provider.url("") + ":gemini-test\n");
    agent(3, "model: ollama:llama-test\n");
    server.restart();
  }

  private static void agent(int no, String model) throws IOException {
    Files.writeString(
        server.workspace().resolve("agents/provided-" + no + ".yaml"),
        """
        rid: %s%d
        displayName: Provided %d
        %sinstructions: Be brief.
        tools:
          - function: {name: Weather, function: weather, version: 1.0.0}
        publish: true
        """
            .formatted(AGENT, no, no, model));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    provider.close();
  }

  private static void answer(String... events) {
    provider.answer(peer -> {
      peer.stream();
      for (var event : events) {
        peer.chunk("data: " + event + "\n\n");
      }
      peer.end();
    });
  }

  @Test
  void asksAnOverloadedProviderAgainWhenItSays() throws Exception {
    provider.answer(peer ->
        peer.whole(
            529,
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"sk-very-secret\"}}",
            "Retry-After: 0"));
    answer(
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}",
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi.\"}}",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":5}}",
        "{\"type\":\"message_stop\"}");
    var reply = Talk.with(server, AGENT + 1).say("Hello");
    assertThat(reply.textAt("agentMarkdownResponse")).isEqualTo("Hi.");
    assertThat(reply.textAt("totalTokensUsed")).isEqualTo("12");
    assertThat(provider.asked().body()).isEqualTo(provider.asked().body());
  }

  @Test
  void givesBackTheSignaturesOfToolCallsFromTheJournal() throws Exception {
    answer(
        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"Weather\",\"args\":{\"city\":\"Oslo\"}},"
            + "\"thoughtSignature\":\"c2ln\"}]},\"finishReason\":\"STOP\"}]}");
    answer(
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Cold.\"}]},\"finishReason\":\"STOP\"}]}");
    var reply = Talk.with(server, AGENT + 2).say("Weather?");
    assertThat(reply.textAt("agentMarkdownResponse")).isEqualTo("Cold.");
    assertThat(provider.asked().body()).contains("parametersJsonSchema", "\"Weather?\"");
    assertThat(provider.asked().body())
        .contains("\"thoughtSignature\":\"c2ln\"", "\"functionResponse\":{\"name\":\"Weather\"");
  }

  @Test
  void refusesAPromptThatTheModelCannotHold() throws Exception {
    var talk = Talk.with(server, AGENT + 3);
    assertThat(talk.say("word ".repeat(400)).error()).isEqualTo("400 ContextSizeExceededLimit");
    provider.answer(peer -> {
      peer.stream("application/x-ndjson");
      peer.chunk("{\"message\":{\"content\":\"Hi.\"},\"done\":false}\n{\"done\":true}\n");
      peer.end();
    });
    assertThat(talk.say("Hello").textAt("agentMarkdownResponse")).isEqualTo("Hi.");
    assertThat(provider.asked().body()).contains("\"num_ctx\":400");
  }
}
