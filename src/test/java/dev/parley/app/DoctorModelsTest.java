package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.Finding;
import dev.parley.provider.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorModelsTest {
  private static final String HI =
      "{\"message\":{\"content\":\"yes\"},\"done\":true,\"prompt_eval_count\":40,\"eval_count\":2}\n";

  @TempDir private Path folder;

  @AutoClose private final WireServer server;

  DoctorModelsTest() throws IOException {
    server = new WireServer();
  }

  private List<String> findings(Map<String, String> more, String... specs) throws IOException {
    var environment = new HashMap<>(more);
    environment.put(
        "PARLEY_WORKSPACE", Files.createDirectories(folder.resolve("workspace")).toString());
    var source = SettingSource.of(environment, folder.resolve("parley.yaml"));
    var settings = ReadSettings.whateverFaults(source);
    return new ModelsCheckup(settings, List.of(specs), Duration.ofSeconds(20))
        .findings().stream().map(Finding::toString).toList();
  }

  private void agent(String name, String model) throws IOException {
    Files.createDirectories(folder.resolve("workspace/agents"));
    Files.writeString(
        folder.resolve("workspace/agents/" + name + ".yaml"),
        "displayName: %s\nmodel: %s\ninstructions: Hi.\npublish: true\n".formatted(name, model));
  }

  private Map<String, String> local() {
    return Map.of("OLLAMA_HOST", server.url("").toString());
  }

  @Test
  void asksTheModelsOfTheServerAndItsAgentsOnceEach() throws IOException {
    agent("one", "ollama:small");
    agent("two", "ollama:small");
    agent("three", "offline");
    server.always(peer -> peer.whole(200, HI, "Content-Type: application/x-ndjson"));
    var settings = new HashMap<>(local());
    settings.put("PARLEY_MODEL", "ollama:large");
    assertThat(findings(settings))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "✓ model {10}ollama:large answered after \\d+ ms; it read 40 tokens and wrote 2"),
            line -> assertThat(line).startsWith("✓").contains("ollama:small answered"));
  }

  @Test
  void saysWhatIsWrongWithEach() throws IOException {
    server.answer(peer -> peer.whole(404, "{\"error\":\"model 'none' not found\"}"));
    server.answer(peer -> peer.whole(401, "{\"error\":\"no\"}"));
    server.answer(peer -> peer.whole(429, "{}"));
    var elsewhere = "openai@" + server.url("/v1?key=swordfish");
    var said =
        findings(
            local(),
            "ollama:none",
            elsewhere + ":m",
            elsewhere + ":n",
            "anthropic:x",
            "gpt-5",
            "openai@http://127.0.0.1:1/v1:m");
    assertThat(said).allSatisfy(line -> assertThat(line).startsWith("! model"));
    assertThat(String.join("\n", said))
        .doesNotContain("swordfish")
        .containsSubsequence(
            "'ollama pull none'",
            "refused the key (401); check OPENAI_API_KEY",
            "limits requests; try later",
            "anthropic:x names a model of Anthropic, so ANTHROPIC_API_KEY must be set too",
            "gpt-5 must be offline, scripted:<file>",
            "no connection to the provider at 127.0.0.1:1; is it running? (after");
  }

  @Test
  void waitsForNobodyForLong() {
    var settings =
        ReadSettings.whateverFaults(SettingSource.of(local(), folder.resolve("parley.yaml")));
    var findings =
        new ModelsCheckup(settings, List.of("ollama:slow"), Duration.ofMillis(50)).findings();
    assertThat(findings)
        .singleElement()
        .asString()
        .contains("ollama:slow did not answer within 0.05 s");
  }

  @Test
  void hasNothingToAskWhereNoProviderIsConfigured() throws IOException {
    assertThat(findings(Map.of()))
        .singleElement()
        .asString()
        .startsWith("✓")
        .contains("no model of a provider is configured");
  }
}
