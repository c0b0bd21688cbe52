package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.model.ModelException;
import dev.parley.model.Models;
import dev.parley.provider.ModelSpec.Family;
import dev.parley.provider.facts.KnownModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            defaultSpec, folder, ProvidersTest::parsed, KnownModels.shipped(), access()));
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
    assertThat(ModelSpec.parse("openai@" + spec))
        .isEqualTo(new ModelSpec.Provided(Family.OPENAI, address, model));
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
        "anthropic:",
        "gemini@https://example.com:",
        "responses:gpt-6",
        "ollama@llama",
        "claude:opus",
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
    for (var spec :
        List.of(
            "openai@http://127.0.0.1:9/v1:m",
            "responses@http://127.0.0.1:9/v1:m",
            "anthropic:claude-opus-5-5",
            "anthropic@http://127.0.0.1:9:m",
            "gemini:gemini-2.5-pro",
            "gemini@http://127.0.0.1:9:m",
            "ollama:llama3.2:3b",
            "ollama@http://127.0.0.1:9:m")) {
      assertThat(models.find(spec)).as(spec).isPresent();
    }
    assertThat(Asking.of(models.find(null).orElseThrow()).reply().text()).isEqualTo("Hi");
  }

  @Test
  void asksNobodyWithoutTheKeyThatIsNeeded() {
    var models = models("offline");
    for (var name : List.of("anthropic:m", "gemini:m", "openai@https://x.openai.azure.com/v1:m")) {
      assertThat(Asking.of(models.find(name).orElseThrow()).thrown())
          .isInstanceOf(ModelException.class)
          .hasMessageMatching("the provider needs a key; set [A-Z_]+_API_KEY");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "offline, ",
    "scripted:x, ",
    "openai:gpt-5, ",
    "anthropic:m, ANTHROPIC_API_KEY must be set",
    "gemini:m, GEMINI_API_KEY must be set",
    "anthropic@http://127.0.0.1:9:m, ",
    "ollama:m, ",
    "gpt-5, must be offline"
  })
  void saysWhatASpecLacks(String spec, @Nullable String fault) {
    var found = Providers.fault(spec, access());
    if (fault == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasValueSatisfying(it -> assertThat(it).contains(fault));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:11434, http://127.0.0.1:11434",
    "0.0.0.0, http://127.0.0.1:11434",
    "0.0.0.0:1234, http://127.0.0.1:1234",
    ":1234, http://127.0.0.1:1234",
    "gpu.example.com, http://gpu.example.com:11434",
    "https://ollama.example.com/x, https://ollama.example.com/x",
    "[::1]:7, http://[::1]:7",
    "not a host, "
  })
  void readsWhereOllamaIs(String host, @Nullable URI address) {
    assertThat(Access.ollamaHost(host)).isEqualTo(Optional.ofNullable(address));
  }

  private static Access access() {
    return new Access(
        new Access.Keys("sk-secret", null, null, null, null), Access.NONE.addresses());
  }

  @Test
  void keepsItsKeyToItself() {
    assertThat(
            new ModelSettings(
                    "offline", folder, ProvidersTest::parsed, KnownModels.shipped(), access())
                .toString())
        .doesNotContain("secret");
  }
}
