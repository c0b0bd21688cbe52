package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.model.Models;
import dev.parley.provider.facts.KnownModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
  @TempDir Path folder;

  private Models models(String defaultSpec) {
    return Providers.create(
        new ModelSettings(
            defaultSpec, folder, ProvidersTest::parsed, KnownModels.shipped(), "sk-secret"));
  }

  private static JsonValue parsed(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/v1:llama3:8b, http://127.0.0.1:8080/v1, llama3:8b",
    "http://127.0.0.1:8080/v1/:m, http://127.0.0.1:8080/v1/, m",
    "http://localhost:1234:meta/llama:free, http://localhost:1234, meta/llama:free",
    "http://localhost:gpt, http://localhost, gpt",
    "http://[::1]:8080/v1:m, http://[::1]:8080/v1, m",
    "https://openrouter.ai/api/v1:openai/gpt-5, https://openrouter.ai/api/v1, openai/gpt-5"
  })
  void splitsAddressAndModel(String spec, URI address, String model) {
    assertThat(ModelSpec.parse("openai@" + spec)).isEqualTo(new ModelSpec.OpenAiAt(address, model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gpt-5",
        "openai:",
        "openai: ",
        "openai@",
        "openai@localhost:8080:m",
        "openai@http://localhost:8080",
        "openai@http://localhost:8080/v1",
        "openai@http://localhost:8080/v1:",
        "openai@ftp://localhost/v1:m",
        "openai@http://:80/v1:m",
        "anthropic:claude",
        "gemini:pro",
        "ollama:llama",
        "no-such-provider:no-such-model",
        "scripted:",
        "scripted:missing.yaml",
        "scripted:\0",
        "Offline"
      })
  void knowsNothingElse(String spec) {
    assertThat(models("offline").find(spec)).isEmpty();
  }

  @Test
  void findsEveryKind() throws IOException {
    Files.writeString(folder.resolve("hi.yaml"), "{\"replies\":[{\"say\":[\"Hi\"]}]}");
    var models = models("scripted:hi.yaml");
    assertThat(models.find("offline")).isPresent();
    assertThat(models.find("openai:gpt-5")).isPresent().isEqualTo(models.find("openai:gpt-5"));
    assertThat(models.find("openai@http://127.0.0.1:9/v1:m")).isPresent();
    assertThat(Asking.of(models.find(null).orElseThrow()).reply().text()).isEqualTo("Hi");
  }

  @Test
  void keepsItsKeyToItself() {
    assertThat(
            new ModelSettings(
                    "offline", folder, ProvidersTest::parsed, KnownModels.shipped(), "sk-secret")
                .toString())
        .doesNotContain("secret");
  }
}
